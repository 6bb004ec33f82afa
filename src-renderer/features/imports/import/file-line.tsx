import { Badge } from '@mantine/core';
import { IconFileSpreadsheet, IconFileX, IconX } from '@tabler/icons-react';
import { ToolButton } from '#renderer/components/layout/tool-button.tsx';
import { causeOf } from '#renderer/components/notices/notify.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import type { InspectedFile } from '#shared/contract/imports/imports-methods.ts';
import styles from './import.module.css';
import type { ImportFile } from './use-import-files.ts';

interface FileLineProps {
  readonly file: ImportFile;
  readonly isChosen: boolean;
  /** Null where it is the only file. */
  readonly onChoose: (() => void) | null;
  readonly onRemove: () => void;
}

/** One file of the import: its name, what it turned out to be, its hash. */
export function FileLine({
  file: { upload, inspected, error },
  isChosen,
  onChoose,
  onRemove,
}: FileLineProps) {
  const name =
    onChoose === null ? (
      <strong>{upload.name}</strong>
    ) : (
      <button type="button" className={styles.fileName} aria-pressed={isChosen} onClick={onChoose}>
        {upload.name}
      </button>
    );
  return (
    <li className={styles.file} data-chosen={isChosen || undefined}>
      {inspected === null ? (
        <IconFileX size={16} stroke={1.5} className={styles.badIcon} aria-hidden />
      ) : (
        <IconFileSpreadsheet size={16} stroke={1.5} aria-hidden />
      )}
      <span className={styles.fileText} title={inspected?.sha256}>
        {name} {inspected === null ? causeOf(error) : describe(inspected)}
      </span>
      <Badge color={inspected === null ? 'bad' : 'idle'}>
        {inspected === null ? 'not readable' : `${formatName(inspected)} recognised`}
      </Badge>
      <ToolButton label={`Take ${upload.name} out`} size={24} onClick={onRemove}>
        <IconX />
      </ToolButton>
    </li>
  );
}

function describe({ rows, columns, format, sha256 }: InspectedFile): string {
  const delimiter = format === 'JSON' ? '' : `, ${format}`;
  return `${formatCounted(rows, 'row')}, ${formatCounted(columns.length, 'column')}${delimiter}, SHA-256 ${sha256.slice(0, 8)}…${sha256.slice(-4)}`;
}

function formatName({ format }: InspectedFile): string {
  return { comma: 'CSV', semicolon: 'CSV', tab: 'TSV', JSON: 'JSON' }[format];
}
