import { NumberInput, Select } from '@mantine/core';
import { MathSelect } from '#renderer/components/inputs/math-select.tsx';
import { UnitSelect } from '#renderer/components/inputs/unit-select.tsx';
import { SectionHeading } from '#renderer/components/layout/section-heading.tsx';
import type { DuplicatePolicy } from '#shared/contract/imports/import.ts';
import type { InspectedFile } from '#shared/contract/imports/imports-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { arrangementTexts, givenRoleOf } from './arrangement.ts';
import type { TheoryFile } from './inspected-file.ts';
import styles from './mapping.module.css';
import { type MappingDraft, withKind, withRole } from './mapping-draft.ts';
import { roleChoices } from './role-choices.ts';
import { TheoryFields } from './theory-fields.tsx';

interface MappingFormProps {
  readonly file: InspectedFile;
  readonly definition: CampaignDefinition;
  readonly draft: MappingDraft;
  readonly onDraft: (draft: MappingDraft) => void;
  readonly theory: TheoryFile | null;
  readonly onTheory: (file: File) => Promise<void>;
  /** Left out for results, of which the points are known. */
  readonly duplicates?: {
    readonly policy: DuplicatePolicy;
    readonly onChange: (policy: DuplicatePolicy) => void;
  };
}

/** How the file is to be read: a role for each column, and what its numbers are. */
export function MappingForm(props: MappingFormProps) {
  const { file, definition, draft, onDraft, theory, onTheory, duplicates } = props;
  const choices = roleChoices(definition, draft);
  const givenRole = (name: string) => givenRoleOf(draft, name);
  const set = (change: Partial<MappingDraft>) => onDraft({ ...draft, ...change });
  const origin =
    file.mappingFrom === null
      ? 'guessed, correct by hand'
      : `as in import ${file.mappingFrom.import}, ${file.mappingFrom.file}; correct by hand`;
  return (
    <section aria-label="Mapping">
      <SectionHeading title="Mapping">{origin}</SectionHeading>
      <div className={styles.columns}>
        {file.columns.map(({ name, samples }, index) =>
          name === '' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column without a name has only its place
            <div key={index}>
              <span className={styles.columnName}>column {index + 1}</span>
              <Select
                aria-label={`Column ${index + 1}`}
                data={['ignore (no name)']}
                value="ignore (no name)"
                disabled
              />
            </div>
          ) : (
            <div key={name}>
              <span className={styles.columnName} title={samples.join(', ')}>
                {name}
              </span>
              <MathSelect
                name={`Column ${name}`}
                value={draft.roles[name] ?? 'ignore'}
                choices={
                  givenRole(name) === null ? choices : [{ value: 'ignore', label: givenRole(name) ?? '' }]
                }
                disabled={givenRole(name) !== null}
                onChange={(role) => onDraft(withRole(draft, name, role))}
              />
            </div>
          ),
        )}
      </div>
      {arrangementTexts(draft.rest).map((text) => (
        <p key={text} className={styles.arrangement}>
          {text}
        </p>
      ))}
      <div className={styles.settings}>
        <Select
          label="Values are"
          value={draft.kind}
          onChange={(kind) => onDraft(withKind(draft, kind as MappingDraft['kind']))}
          data={[
            { value: 'mu', label: 'limits on μ' },
            { value: 'ln_mu', label: 'ln μ' },
            { value: 'log10_mu', label: 'log10 μ' },
            { value: 'cls', label: 'CLs (ln μ is estimated)' },
            { value: 'sigma', label: 'cross-section limits' },
            { value: 'theory', label: 'cross sections, no limits' },
          ]}
        />
        {(draft.kind === 'sigma' || draft.kind === 'theory') && (
          <UnitSelect label="In" value={draft.unit} onChange={(unit) => set({ unit })} />
        )}
        {draft.kind === 'theory' ? (
          <NumberInput
            label={`μ = 1 at [${draft.unit}]`}
            value={draft.reference}
            min={0}
            onChange={(value) => Number(value) > 0 && set({ reference: Number(value) })}
          />
        ) : (
          <Select
            label="Theory cross section"
            value={draft.kind === 'sigma' ? draft.theorySource : 'divided'}
            disabled={draft.kind !== 'sigma'}
            onChange={(source) => set({ theorySource: source as MappingDraft['theorySource'] })}
            data={
              draft.kind === 'sigma'
                ? [
                    { value: 'none', label: 'choose…' },
                    { value: 'column', label: 'a column of the file' },
                    { value: 'table', label: 'a table of its own' },
                  ]
                : [{ value: 'divided', label: 'already divided out' }]
            }
          />
        )}
        {draft.brings === 'limits' && (
          <Select
            label="Fidelity"
            value={`${draft.fidelity} ${draft.isTest ? 'test' : 'fit'}`}
            onChange={(value) => set(fidelityAndUse(value ?? ''))}
            data={[
              { value: 'high fit', label: 'high' },
              { value: 'low fit', label: 'low' },
              { value: 'high test', label: 'high, for tests only' },
              { value: 'low test', label: 'low, for tests only' },
            ]}
          />
        )}
        {duplicates !== undefined && (
          <Select
            label="Identical points"
            value={duplicates.policy}
            onChange={(policy) => duplicates.onChange(policy as DuplicatePolicy)}
            data={[
              { value: 'skip', label: 'skip' },
              { value: 'keep', label: 'keep both' },
              { value: 'replace', label: 'replace' },
              { value: 'refuse', label: 'keep aside' },
            ]}
          />
        )}
      </div>
      {draft.kind === 'sigma' && draft.theorySource !== 'none' && (
        <TheoryFields
          draft={draft}
          onDraft={onDraft}
          definition={definition}
          theory={theory}
          onTheory={onTheory}
        />
      )}
    </section>
  );
}

function fidelityAndUse(value: string): Pick<MappingDraft, 'fidelity' | 'isTest'> {
  const [fidelity, use] = value.split(' ');
  return { fidelity: fidelity === 'low' ? 'low' : 'high', isTest: use === 'test' };
}
