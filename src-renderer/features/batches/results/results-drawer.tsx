import { Alert, Button, NumberInput, Select } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconFileImport, IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { SideDrawer } from '#renderer/components/layout/side-drawer.tsx';
import { ExtremeLimits } from '#renderer/components/mapping/extreme-limits.tsx';
import { Findings } from '#renderer/components/mapping/findings.tsx';
import { FormatChoice, formatText } from '#renderer/components/mapping/format-choice.tsx';
import { mappingOf } from '#renderer/components/mapping/mapping-draft.ts';
import { MappingForm } from '#renderer/components/mapping/mapping-form.tsx';
import { causeOf, notifyDone } from '#renderer/components/notices/notify.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { ErrorState } from '#renderer/components/states/error-state.tsx';
import { LoadingBar } from '#renderer/components/states/loading-bar.tsx';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { BatchSummary } from '#shared/contract/batches/batches-methods.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import { incompleteTexts } from '#shared/domain/incomplete-results.ts';
import { describeRemark } from '#shared/limit-files/describe-reason.ts';
import { unconfirmed } from '#shared/limit-files/findings/registry.ts';
import { ResultRows } from './result-rows.tsx';
import styles from './results.module.css';
import { ResultsReportView } from './results-report.tsx';
import { type ResultsFile, useResultsFile } from './use-results-file.ts';
import { useResultsPreview } from './use-results-preview.ts';

interface ResultsDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly summary: CampaignSummary;
  /** Newest first. */
  readonly batches: readonly BatchSummary[];
}

/** Takes results back: a file is read and shown row by row, and stored only when the analyst has seen what it does. */
export function ResultsDrawer({ isOpen, onClose, summary, batches }: ResultsDrawerProps) {
  const results = useResultsFile(summary.campaignId, summary.definition);
  const { file } = results;
  const close = () => {
    results.close();
    onClose();
  };
  return file === null ? (
    <SideDrawer isOpen={isOpen} onClose={close} title="Import results">
      <FileChoice onFile={results.give} />
    </SideDrawer>
  ) : (
    <FileInHand
      key={file.given.key}
      file={file}
      results={results}
      summary={summary}
      batches={batches}
      isOpen={isOpen}
      onClose={close}
    />
  );
}

function FileChoice({ onFile }: { onFile: (file: File) => void }) {
  return (
    <Dropzone
      className={styles.dropzone ?? ''}
      multiple={false}
      onDrop={([dropped]: File[]) => {
        if (dropped) onFile(dropped);
      }}
    >
      <div className={styles.dropText}>
        <IconFileUpload size={28} stroke={1.4} aria-hidden />
        <strong>Drop a file of results, or click to choose one</strong>
        <span>
          A table with the column <code>id</code> of the exported batch or the parameters’ columns, the
          limits, and optionally <code>status</code> (done or failed) and <code>reason</code>. It may hold a
          part of a batch, or several.
        </span>
      </div>
    </Dropzone>
  );
}

interface Choices {
  readonly batch: number | null;
  readonly tolerance: number | null;
}

/** How long the tolerance must rest before the file is read anew with it. */
const REST_MS = 300;

interface FileInHandProps extends ResultsDrawerProps {
  readonly file: ResultsFile;
  readonly results: ReturnType<typeof useResultsFile>;
}

function FileInHand({ file, results, summary, batches, isOpen, onClose }: FileInHandProps) {
  const { campaignId, definition } = summary;
  const { given, draft, theory } = file;
  const [choices, setChoices] = useState<Choices>({ batch: null, tolerance: null });
  const [tolerance] = useDebouncedValue(choices.tolerance, REST_MS);
  const isTheoryWanted = draft?.kind === 'sigma' && draft.theorySource === 'table';
  const theoryFile = isTheoryWanted ? (theory?.upload.name ?? null) : null;
  const found = draft && mappingOf(draft, definition, theoryFile);
  const request =
    found !== null && 'mapping' in found
      ? {
          file: given.upload,
          format: given.format,
          mapping: found.mapping,
          theory: isTheoryWanted ? (theory?.upload ?? null) : null,
          batch: choices.batch,
          tolerance,
        }
      : null;
  const preview = useResultsPreview(campaignId, file, request);
  const store = useMethodMutation('batch.importResults', {
    failureTitle: 'The results could not be taken',
    onSuccess: ({ joined, failed, late, points }) => {
      const more = [
        ...(failed > 0 ? [`${formatCounted(failed, 'point')} failed; they can be reset`] : []),
        ...incompleteTexts(points.incomplete),
      ];
      notifyDone(
        `Took ${formatCounted(joined + late, 'result')} from ${given.upload.name}`,
        more.length > 0 ? `${more.join('. ')}.` : undefined,
      );
      onClose();
    },
  });
  const isCurrent = request !== null && !preview.isFetching && tolerance === choices.tolerance;
  const data = request === null ? undefined : preview.data;
  const report = data?.report;
  const news = report === undefined ? 0 : report.joined + report.late + report.failed;
  const isDoubtful = unconfirmed(report?.findings ?? [], draft?.rest.confirmed).length > 0;
  return (
    <SideDrawer
      isOpen={isOpen}
      onClose={onClose}
      title={`Results from ${given.upload.name}`}
      remark="nothing is stored yet"
      footer={
        <div className={styles.footer}>
          {report !== undefined && <ResultsReportView report={report} />}
          <span className={styles.gap} />
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            leftSection={<IconFileImport />}
            disabled={
              !isCurrent || isDoubtful || news + (report?.unknown ?? 0) + (report?.unreadable ?? 0) === 0
            }
            loading={store.isPending}
            onClick={() => request !== null && store.mutate({ campaignId, ...request })}
          >
            {news > 0 ? `Take ${formatCounted(news, 'outcome')}` : 'Keep in quarantine'}
          </Button>
        </div>
      }
    >
      <div className={styles.drawer}>
        <div className={styles.fileLine}>
          <span>
            {given.inspected === null
              ? 'not readable'
              : `${formatCounted(given.inspected.rows, 'row')}; ${formatText(given.inspected)}`}
          </span>
          <FormatChoice
            fileName={given.upload.name}
            format={given.format}
            onChange={(format) => results.setFormat(file, format)}
          />
        </div>
        {draft === null || given.inspected === null ? (
          <Alert color="bad" icon={<IconAlertTriangle />} title={`${given.upload.name} cannot be read`}>
            {causeOf(given.error)}
          </Alert>
        ) : (
          <>
            <div className={styles.choices}>
              <Select
                label="Batch"
                data={[
                  { value: 'any', label: 'Any batch' },
                  ...batches.map(({ number }) => ({ value: String(number), label: `Batch ${number}` })),
                ]}
                value={choices.batch === null ? 'any' : String(choices.batch)}
                onChange={(value) =>
                  setChoices({ ...choices, batch: value === 'any' ? null : Number(value) })
                }
              />
              <NumberInput
                label="Join tolerance, of the range"
                title="How far a row's coordinates may be from the point that it belongs to"
                value={choices.tolerance ?? ''}
                placeholder="0.0001"
                min={1e-12}
                max={0.5}
                decimalScale={12}
                onChange={(value) =>
                  setChoices({ ...choices, tolerance: Number(value) > 0 ? Number(value) : null })
                }
              />
            </div>
            <MappingForm
              file={given.inspected}
              definition={definition}
              draft={draft}
              onDraft={results.setDraft}
              theory={theory}
              onTheory={results.setTheory}
            />
            {found !== null && 'problem' in found && (
              <Alert color="warn" icon={<IconAlertTriangle />}>
                {found.problem}
              </Alert>
            )}
            {request !== null && preview.isError && data === undefined && (
              <ErrorState title="The file cannot be read as results" error={preview.error}>
                Nothing has been stored.
              </ErrorState>
            )}
            {request !== null && preview.isPending && <LoadingBar label="Reading the file" />}
            {data !== undefined && (
              <div data-old={preview.isPlaceholderData || undefined} className={styles.preview}>
                <Findings
                  findings={data.report.findings}
                  definition={definition}
                  draft={draft}
                  theoryFile={theoryFile}
                  onDraft={results.setDraft}
                />
                {data.report.warnings.map((warning) => (
                  <Alert key={JSON.stringify(warning)} color="warn" icon={<IconAlertTriangle />}>
                    {describeRemark(warning, 'window')}
                  </Alert>
                ))}
                {(data.report.suggestions.length > 0 || draft.extremes !== 'take') && (
                  <ExtremeLimits draft={draft} onDraft={results.setDraft} />
                )}
                <ResultRows preview={data} definition={definition} />
              </div>
            )}
          </>
        )}
      </div>
    </SideDrawer>
  );
}
