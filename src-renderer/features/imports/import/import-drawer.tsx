import { Alert, Anchor, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { SideDrawer } from '#renderer/components/layout/side-drawer.tsx';
import { ExtremeLimits } from '#renderer/components/mapping/extreme-limits.tsx';
import { Findings } from '#renderer/components/mapping/findings.tsx';
import type { GivenFile } from '#renderer/components/mapping/inspected-file.ts';
import { type MappingDraft, unreadQuantities } from '#renderer/components/mapping/mapping-draft.ts';
import { MappingForm } from '#renderer/components/mapping/mapping-form.tsx';
import { causeOf, notifyDone } from '#renderer/components/notices/notify.tsx';
import { formatCount, formatCounted } from '#renderer/components/numbers/format-number.ts';
import { keysText } from '#renderer/components/shortcuts/keys.tsx';
import { LoadingBar } from '#renderer/components/states/loading-bar.tsx';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import { fromWireError } from '#shared/contract/errors.ts';
import type { DuplicatePolicy, ImportResult } from '#shared/contract/imports/import.ts';
import type { RowOutcome } from '#shared/contract/imports/imports-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { outsideTallyText } from '#shared/domain/outside-tally.ts';
import { QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';
import { describeRemark } from '#shared/limit-files/describe-reason.ts';
import { unconfirmed } from '#shared/limit-files/findings/registry.ts';
import { FileLine } from './file-line.tsx';
import styles from './import.module.css';
import { OutcomeBar } from './outcome-bar.tsx';
import { PreviewTable } from './preview-table.tsx';
import type { ImportFiles } from './use-import-files.ts';
import { type FilePreview, importRequest, useImportPreview } from './use-import-preview.ts';

interface ImportDrawerProps {
  readonly campaignId: string;
  readonly definition: CampaignDefinition;
  readonly importing: ImportFiles;
}

/** Shows what will happen to every row of the files before anything is stored, and then stores it. */
export function ImportDrawer({ campaignId, definition, importing }: ImportDrawerProps) {
  const [duplicates, setDuplicates] = useState<DuplicatePolicy>('skip');
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const { files } = importing;
  const chosen = files.find(({ key }) => key === chosenKey) ?? files[0];
  const request = useMemo(() => importRequest(importing, definition), [importing, definition]);
  const preview = useImportPreview(campaignId, request, duplicates);
  const close = () => {
    importing.close();
    setChosenKey(null);
  };
  const run = useMethodMutation('import.run', {
    failureTitle: 'Nothing was imported',
    onSuccess: (result) => {
      close();
      notifyImported(result);
    },
  });
  const previews = files.map(({ key }) => preview.data?.get(key));
  const counts = countOutcomes(previews);
  const imported = previews.reduce((sum, found) => sum + (found?.plan?.imported ?? 0), 0);
  const quarantined = countKeptAside(counts);
  const unreadable = files.filter(
    ({ key, inspected }) =>
      inspected === null || request.problems.has(key) || preview.data?.get(key)?.error != null,
  );
  const isRefused = files.some((file) => {
    const findings = preview.data?.get(file.key)?.plan?.findings ?? [];
    return unconfirmed(findings, importing.draftFor(file)?.rest.confirmed).length > 0;
  });
  const canImport =
    imported + quarantined > 0 && !isRefused && unreadable.length === 0 && !preview.isPlaceholderData;
  return (
    <SideDrawer
      over="work"
      isOpen={importing.isOpen}
      onClose={close}
      title="Import limits"
      remark="nothing is stored yet"
      footer={
        <>
          <OutcomeBar counts={counts} />
          <div className={styles.footer}>
            <p>
              {isRefused
                ? 'The numbers would be wrong: choose how they are to be read.'
                : summaryText(quarantined, countSingleLimits(previews), unreadable.length, files.length)}
            </p>
            <Button onClick={close}>Cancel</Button>
            <Button
              variant="filled"
              disabled={!canImport}
              loading={run.isPending}
              onClick={() => run.mutate({ campaignId, files: request.input, duplicates })}
            >
              {imported > 0 || quarantined === 0
                ? `Import ${formatCounted(imported, 'point')}`
                : `Keep ${formatCounted(quarantined, 'row')} aside`}
            </Button>
          </div>
        </>
      }
    >
      <div className={styles.drawer}>
        <div className={styles.fileBox}>
          <ul>
            {files.map((file) => (
              <FileLine
                key={file.key}
                file={file}
                isChosen={files.length > 1 && file === chosen}
                onChoose={files.length > 1 ? () => setChosenKey(file.key) : null}
                onFormat={(format) => importing.setFormat(file, format)}
                onRemove={() => importing.remove(file.key)}
              />
            ))}
          </ul>
          <p>
            Drop more files anywhere in the window, or{' '}
            <Anchor component="button" type="button" onClick={importing.choose}>
              choose files
            </Anchor>
          </p>
        </div>
        {chosen !== undefined && (
          <ChosenFile
            file={chosen}
            definition={definition}
            importing={importing}
            duplicates={duplicates}
            onDuplicates={setDuplicates}
            problem={request.problems.get(chosen.key) ?? null}
            preview={preview.data?.get(chosen.key)}
            isOld={preview.isPlaceholderData}
          />
        )}
      </div>
    </SideDrawer>
  );
}

interface ChosenFileProps {
  readonly file: GivenFile;
  readonly definition: CampaignDefinition;
  readonly importing: ImportFiles;
  readonly duplicates: DuplicatePolicy;
  readonly onDuplicates: (duplicates: DuplicatePolicy) => void;
  readonly problem: string | null;
  readonly preview: FilePreview | undefined;
  readonly isOld: boolean;
}

function ChosenFile(props: ChosenFileProps) {
  const { file, definition, importing, duplicates, onDuplicates, problem, preview, isOld } = props;
  const draft = importing.draftFor(file);
  if (file.inspected === null || draft === null) {
    return (
      <Alert color="bad" icon={<IconAlertTriangle />} title={`${file.upload.name} cannot be read`}>
        {causeOf(file.error)}
      </Alert>
    );
  }
  return (
    <>
      <MappingForm
        file={file.inspected}
        definition={definition}
        draft={draft}
        onDraft={(next) => importing.setDraft(file, next)}
        theory={importing.theoryFor(file)}
        onTheory={(table) => importing.setTheory(file, table)}
        duplicates={{ policy: duplicates, onChange: onDuplicates }}
      />
      {problem !== null && (
        <Alert color="warn" icon={<IconAlertTriangle />}>
          {problem}
        </Alert>
      )}
      {problem === null && preview === undefined && <LoadingBar label="Reading the rows" />}
      {problem === null && preview !== undefined && (
        <PlanOrError
          preview={preview}
          definition={definition}
          draft={draft}
          theoryFile={importing.theoryFor(file)?.upload.name ?? null}
          onDraft={(next) => importing.setDraft(file, next)}
          isOld={isOld}
        />
      )}
    </>
  );
}

interface PlanOrErrorProps {
  readonly preview: FilePreview;
  readonly definition: CampaignDefinition;
  readonly draft: MappingDraft;
  readonly theoryFile: string | null;
  readonly onDraft: (draft: MappingDraft) => void;
  readonly isOld: boolean;
}

function PlanOrError({
  preview: { plan, error },
  definition,
  draft,
  theoryFile,
  onDraft,
  isOld,
}: PlanOrErrorProps) {
  const missing = unreadQuantities(draft, definition);
  if (plan === null) {
    return (
      <Alert color="bad" icon={<IconAlertTriangle />} title="It cannot be read so">
        {causeOf(error && fromWireError(error))}
      </Alert>
    );
  }
  return (
    <>
      <Findings
        findings={plan.findings}
        definition={definition}
        draft={draft}
        theoryFile={theoryFile}
        onDraft={onDraft}
      />
      {plan.warnings.map((warning) => (
        <Remark key={JSON.stringify(warning)}>{describeRemark(warning, 'window')}</Remark>
      ))}
      {plan.outside > 0 && (
        <Remark>{`${formatCounted(plan.outside, 'point')} outside the space (kept, not fitted): ${outsideTallyText(plan.outsideBy)}.`}</Remark>
      )}
      {missing.length > 0 && <Remark>{missingText(missing)}</Remark>}
      {(plan.suggestions.length > 0 || draft.extremes !== 'take') && (
        <ExtremeLimits draft={draft} onDraft={onDraft} />
      )}
      <PreviewTable plan={plan} definition={definition} draft={draft} isOld={isOld} />
    </>
  );
}

function Remark({ children }: { children: ReactNode }) {
  return (
    <Alert color="warn" icon={<IconAlertTriangle />}>
      {children}
    </Alert>
  );
}

function missingText(missing: readonly Quantity[]): string {
  const names = missing.map((quantity) => QUANTITY_NAMES[quantity]);
  return `No column is read as ${names.join(', ')}. These points will not sharpen what is drawn from ${missing.length === 1 ? 'it' : 'them'}.`;
}

function countOutcomes(previews: readonly (FilePreview | undefined)[]): Map<RowOutcome, number> {
  const counts = new Map<RowOutcome, number>();
  for (const preview of previews) {
    for (const outcome of preview?.plan?.rows.outcomes ?? [])
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}

const KEPT_ASIDE: readonly RowOutcome[] = ['refused', 'quarantine', 'empty'];

function countKeptAside(counts: ReadonlyMap<RowOutcome, number>): number {
  return KEPT_ASIDE.reduce((sum, outcome) => sum + (counts.get(outcome) ?? 0), 0);
}

/** Limits that are kept aside while their rows are taken. */
function countSingleLimits(previews: readonly (FilePreview | undefined)[]): number {
  return previews.reduce((sum, preview) => {
    const rows = preview?.plan?.rows;
    if (!rows) return sum;
    const ofTaken = Object.entries(rows.faults).filter(
      ([row]) => !KEPT_ASIDE.includes(rows.outcomes[Number(row)] ?? 'new'),
    );
    return sum + ofTaken.reduce((faults, [, columns]) => faults + columns.length, 0);
  }, 0);
}

function summaryText(keptAside: number, limits: number, unreadable: number, files: number): string {
  if (unreadable > 0) {
    const which = files === 1 ? 'The file' : `${formatCount(unreadable)} of ${formatCount(files)} files`;
    return `${which} cannot be read yet: correct the mapping${files === 1 ? '' : ' or take it out'}.`;
  }
  const parts = [
    ...(keptAside > 0 ? [formatCounted(keptAside, 'row')] : []),
    ...(limits > 0 ? [formatCounted(limits, 'single limit')] : []),
  ];
  if (parts.length === 0) return 'Every row finds its place.';
  return `${parts.join(' and ')} ${keptAside + limits === 1 ? 'is' : 'are'} kept aside with line number and reason.`;
}

function notifyImported({ imported, rejected, outside, files }: ImportResult): void {
  const kept =
    rejected.length === 0 ? '' : `${formatCounted(rejected.length, 'entry', 'entries')} in the quarantine.`;
  const left =
    outside === 0
      ? ''
      : `${formatCounted(outside, 'point')} outside the space, not fitted: ${outsideTallyText(files.flatMap(({ outsideBy }) => outsideBy))}. `;
  notifyDone(
    `${formatCounted(imported, 'point')} imported`,
    // An import that stored nothing is no step: the keys would take back the one before.
    imported + rejected.length === 0 ? '' : `${left}${kept} ${keysText('mod+Z')} takes it back.`.trim(),
  );
}
