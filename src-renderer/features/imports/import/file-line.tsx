import { Badge } from '@mantine/core';
import { IconFileSpreadsheet, IconFileX, IconX } from '@tabler/icons-react';
import { ToolButton } from '#renderer/components/layout/tool-button.tsx';
import { FormatChoice, formatText } from '#renderer/components/mapping/format-choice.tsx';
import type { GivenFile } from '#renderer/components/mapping/inspected-file.ts';
import { causeOf } from '#renderer/components/notices/notify.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import type { InspectedFile } from '#shared/contract/imports/imports-methods.ts';
import styles from './import.module.css';

interface FileLineProps {
  readonly file: GivenFile;
  readonly isChosen: boolean;
  /** Null where it is the only file. */
  readonly onChoose: (() => void) | null;
  readonly onFormat: (format: string | null) => void;
  readonly onRemove: () => void;
}

/** One file of the import: its name, what it turned out to be, its hash. */
export function FileLine({
  file: { upload, format, inspected, error },
  isChosen,
  onChoose,
  onFormat,
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
      <span className={styles.fileText} title={inspected === null ? undefined : describe(inspected)}>
        {name} {inspected === null ? causeOf(error) : describe(inspected)}
      </span>
      {inspected === null && <Badge color="bad">not readable</Badge>}
      <FormatChoice fileName={upload.name} format={format} onChange={onFormat} />
      <ToolButton label={`Take ${upload.name} out`} size={24} onClick={onRemove}>
        <IconX />
      </ToolButton>
    </li>
  );
}

function describe(inspected: InspectedFile): string {
  const { rows, columns, sha256 } = inspected;
  const size = `${formatCounted(rows, 'row')}, ${formatCounted(columns.length, 'column')}`;
  return `${size}; ${formatText(inspected)}; SHA-256 ${sha256.slice(0, 8)}…${sha256.slice(-4)}`;
}
