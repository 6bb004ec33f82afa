import { Button, NumberInput, Select } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileImport, IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { SideDrawer } from '#renderer/components/layout/side-drawer.tsx';
import { notifyDone } from '#renderer/components/notices/notify.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { ErrorState } from '#renderer/components/states/error-state.tsx';
import { LoadingBar } from '#renderer/components/states/loading-bar.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { BatchSummary } from '#shared/contract/batch-methods.ts';
import type { CampaignSummary } from '#shared/contract/campaign-methods.ts';
import { ColumnChoices, type SentMapping } from './column-choices.tsx';
import { ResultRows } from './result-rows.tsx';
import styles from './results.module.css';
import { type ResultsFile, readResultsFile } from './results-file.ts';
import { ResultsReportView } from './results-report.tsx';

interface ResultsDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly summary: CampaignSummary;
  /** Newest first. */
  readonly batches: readonly BatchSummary[];
}

/** Takes results back: a file is read and shown row by row, and stored only when the analyst has seen what it does. */
export function ResultsDrawer({ isOpen, onClose, summary, batches }: ResultsDrawerProps) {
  const [file, setFile] = useState<ResultsFile | null>(null);
  const close = () => {
    setFile(null);
    onClose();
  };
  return file === null ? (
    <SideDrawer isOpen={isOpen} onClose={close} title="Import results">
      <FileChoice onFile={setFile} />
    </SideDrawer>
  ) : (
    <FileInHand
      key={file.upload.name}
      file={file}
      summary={summary}
      batches={batches}
      isOpen={isOpen}
      onClose={close}
    />
  );
}

function FileChoice({ onFile }: { onFile: (file: ResultsFile) => void }) {
  return (
    <Dropzone
      className={styles.dropzone ?? ''}
      multiple={false}
      onDrop={([dropped]: File[]) => {
        if (dropped) void readResultsFile(dropped).then(onFile);
      }}
    >
      <div className={styles.dropText}>
        <IconFileUpload size={28} stroke={1.4} aria-hidden />
        <strong>Drop a file of results, or click to choose one</strong>
        <span>
          CSV, TSV or JSON with the column <code>id</code> of the exported batch or the parameters’ columns,
          the limits, and optionally <code>status</code> (done or failed) and <code>reason</code>. It may hold
          a part of a batch, or several.
        </span>
      </div>
    </Dropzone>
  );
}

interface Choices {
  readonly batch: number | null;
  readonly tolerance: number | null;
  readonly mapping: SentMapping;
}

function FileInHand({ file, summary, batches, isOpen, onClose }: ResultsDrawerProps & { file: ResultsFile }) {
  const { campaignId, definition } = summary;
  const [choices, setChoices] = useState<Choices>({ batch: null, tolerance: null, mapping: {} });
  const input = { campaignId, file: file.upload, ...choices };
  const preview = useMethod('batch.previewResults', input, { keepMs: 0 });
  const store = useMethodMutation('batch.importResults', {
    failureTitle: 'The results could not be taken',
    onSuccess: ({ joined, failed, late }) => {
      notifyDone(
        `Took ${formatCounted(joined + late, 'result')} from ${file.upload.name}`,
        failed > 0 ? `${formatCounted(failed, 'point')} failed; they can be reset.` : undefined,
      );
      onClose();
    },
  });
  const report = preview.data?.report;
  const news = report === undefined ? 0 : report.joined + report.late + report.failed;
  return (
    <SideDrawer
      isOpen={isOpen}
      onClose={onClose}
      title={`Results from ${file.upload.name}`}
      remark="nothing is stored yet"
      footer={
        <div className={styles.footer}>
          {report !== undefined && <ResultsReportView report={report} />}
          <span className={styles.gap} />
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            leftSection={<IconFileImport />}
            disabled={preview.isFetching || news + (report?.unknown ?? 0) + (report?.unreadable ?? 0) === 0}
            loading={store.isPending}
            onClick={() => store.mutate(input)}
          >
            {news > 0 ? `Take ${formatCounted(news, 'outcome')}` : 'Keep in quarantine'}
          </Button>
        </div>
      }
    >
      <div className={styles.choices}>
        <Select
          label="Batch"
          data={[
            { value: 'any', label: 'Any batch' },
            ...batches.map(({ number }) => ({ value: String(number), label: `Batch ${number}` })),
          ]}
          value={choices.batch === null ? 'any' : String(choices.batch)}
          onChange={(value) => setChoices({ ...choices, batch: value === 'any' ? null : Number(value) })}
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
      <ColumnChoices
        definition={definition}
        file={file}
        mapping={choices.mapping}
        onChange={(mapping) => setChoices({ ...choices, mapping })}
      />
      {preview.isError && preview.data === undefined && (
        <ErrorState title="The file cannot be read as results" error={preview.error}>
          Nothing has been stored.
        </ErrorState>
      )}
      {preview.isPending && <LoadingBar label="Reading the file" />}
      {preview.data !== undefined && (
        <div data-old={preview.isPlaceholderData || undefined} className={styles.preview}>
          {preview.data.report.warnings.map((warning) => (
            <p key={warning} className={styles.warning}>
              {warning}
            </p>
          ))}
          <ResultRows preview={preview.data} definition={definition} />
        </div>
      )}
    </SideDrawer>
  );
}
