import { Button, FileButton, MultiSelect, Select } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { LIMIT_FILE_ENDINGS } from '#renderer/components/files/limit-file-endings.ts';
import { UnitSelect } from '#renderer/components/inputs/unit-select.tsx';
import { notifyFailure } from '#renderer/components/notices/notify.tsx';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { TheoryFile } from './inspected-file.ts';
import styles from './mapping.module.css';
import type { MappingDraft, TheoryTableDraft } from './mapping-draft.ts';

interface TheoryFieldsProps {
  readonly draft: MappingDraft;
  readonly onDraft: (draft: MappingDraft) => void;
  readonly definition: CampaignDefinition;
  readonly theory: TheoryFile | null;
  readonly onTheory: (file: File) => Promise<void>;
}

/** Where the theory cross section is, and how a table of its own is joined to the points. */
export function TheoryFields({ draft, onDraft, definition, theory, onTheory }: TheoryFieldsProps) {
  const { theoryTable } = draft;
  const set = (change: Partial<MappingDraft>) => onDraft({ ...draft, ...change });
  const setTable = (change: Partial<TheoryTableDraft>) =>
    theoryTable && set({ theoryTable: { ...theoryTable, ...change } });
  const unit = (
    <UnitSelect
      label="Theory is in"
      value={draft.theoryUnit}
      onChange={(theoryUnit) => set({ theoryUnit })}
    />
  );
  if (draft.theorySource === 'column') return <div className={styles.settings}>{unit}</div>;
  const columns = theory?.inspected.columns.map(({ name }) => name).filter((name) => name !== '') ?? [];
  const matched = Object.keys(theoryTable?.match ?? {});
  return (
    <div className={styles.settings}>
      <div>
        <span className={styles.fieldLabel}>Table</span>
        <FileButton
          accept={LIMIT_FILE_ENDINGS.join(',')}
          onChange={(file) => {
            if (file === null) return;
            onTheory(file).catch((error: unknown) =>
              notifyFailure({ title: `${file.name} cannot be read`, error }),
            );
          }}
        >
          {(props) => (
            <Button {...props} fullWidth justify="flex-start" leftSection={<IconFileSpreadsheet />}>
              {theory?.upload.name ?? 'Choose a table…'}
            </Button>
          )}
        </FileButton>
      </div>
      {theoryTable !== null && (
        <>
          <Select
            label="Its cross section"
            value={theoryTable.column}
            onChange={(column) => column !== null && setTable({ column })}
            data={columns}
          />
          {unit}
          <Select
            label="Its uncertainty"
            value={theoryTable.error ?? ''}
            onChange={(error) => setTable({ error: error || null })}
            data={[{ value: '', label: 'none' }, ...columns]}
          />
          <MultiSelect
            label="Joined by"
            value={matched}
            onChange={(names) =>
              setTable({
                match: Object.fromEntries(names.map((name) => [name, theoryTable.match[name] ?? name])),
                ...(names.length !== 1 && { interpolate: null }),
              })
            }
            data={definition.parameters.map(({ name }) => name)}
          />
          {matched.map((name) => (
            <Select
              key={name}
              label={`${name} is there`}
              value={theoryTable.match[name] ?? null}
              onChange={(column) =>
                column !== null && setTable({ match: { ...theoryTable.match, [name]: column } })
              }
              data={columns}
            />
          ))}
          <Select
            label="Between its rows"
            value={theoryTable.interpolate ?? 'exact'}
            disabled={matched.length !== 1}
            onChange={(value) =>
              setTable({ interpolate: value === 'log' || value === 'linear' ? value : null })
            }
            data={[
              { value: 'exact', label: 'no cross section' },
              { value: 'log', label: 'interpolate in ln σ' },
              { value: 'linear', label: 'interpolate in σ' },
            ]}
          />
        </>
      )}
    </div>
  );
}
