import { Button, NumberInput, Select } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileImport, IconFileUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { SideDrawer } from '#renderer/components/layout/side-drawer.tsx';
import { notifyDone, notifyFailure } from '#renderer/components/notices/notify.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { ErrorState } from '#renderer/components/states/error-state.tsx';
import { LoadingBar } from '#renderer/components/states/loading-bar.tsx';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { BatchSummary } from '#shared/contract/batches/batches-methods.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import { ColumnChoices, type SentMapping } from './column-choices.tsx';
import { ResultRows } from './result-rows.tsx';
import styles from './results.module.css';
import { type ResultsFile, readResultsFile } from './results-file.ts';
import { ResultsReportView } from './results-report.tsx';
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
  const [file, setFile] = useState<ResultsFile | null>(null);
  // Whatever is still being read when another file is given, or none is wanted any more, is of no use.
  const turn = useRef(0);
  const read = (given: File) => {
    const own = ++turn.current;
    readResultsFile(given).then(
      (file) => own === turn.current && setFile(file),
      (error: unknown) =>
        own === turn.current && notifyFailure({ title: `${given.name} cannot be read`, error }),
    );
  };
  const close = () => {
    turn.current++;
    setFile(null);
    onClose();
  };
  return file === null ? (
    <SideDrawer isOpen={isOpen} onClose={close} title="Import results">
      <FileChoice onFile={read} />
    </SideDrawer>
  ) : (
    <FileInHand
      key={file.key}
      file={file}
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

/** How long the tolerance must rest before the file is read anew with it. */
const REST_MS = 300;

function FileInHand({ file, summary, batches, isOpen, onClose }: ResultsDrawerProps & { file: ResultsFile }) {
  const { campaignId, definition } = summary;
  const [choices, setChoices] = useState<Choices>({ batch: null, tolerance: null, mapping: {} });
  const [tolerance] = useDebouncedValue(choices.tolerance, REST_MS);
  const preview = useResultsPreview(campaignId, file, { ...choices, tolerance });
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
  const isCurrent = !preview.isFetching && tolerance === choices.tolerance;
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
            disabled={!isCurrent || news + (report?.unknown ?? 0) + (report?.unreadable ?? 0) === 0}
            loading={store.isPending}
            onClick={() => store.mutate({ campaignId, file: file.upload, ...choices })}
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
