import { Anchor } from '@mantine/core';
import { formatTimestamp } from '#renderer/components/numbers/format-time.ts';
import table from '#renderer/components/tables/data-table.module.css';
import type { JournalLineReport } from '#shared/contract/journal/journal-methods.ts';
import styles from './journal.module.css';

interface JournalTableProps {
  /** Latest first. */
  readonly lines: readonly JournalLineReport[];
  readonly onUndo: (line: JournalLineReport) => void;
}

/** The steps, latest first. Rows out of sight are not laid out, so that thousands scroll freely. */
export function JournalTable({ lines, onUndo }: JournalTableProps) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as said
    <section className={styles.scroll} aria-label="Journal" tabIndex={0}>
      <table className={`${table.table} ${table.sticky} ${styles.journal}`}>
        <thead>
          <tr>
            <th data-numeric>#</th>
            <th>Time</th>
            <th>By</th>
            <th>Step</th>
            <th>Version</th>
            <th>
              <span className={styles.hidden}>Undo</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} className={styles.row}>
              <td data-numeric data-quiet>
                {line.id}
              </td>
              <td data-quiet>{formatTimestamp(line.time)}</td>
              <td>{line.user}</td>
              <td className={styles.text}>{line.text}</td>
              <td data-quiet>{line.toolVersion}</td>
              <td className={styles.undo}>
                {line.isUndoable && (
                  <Anchor component="button" onClick={() => onUndo(line)} aria-label={`Undo: ${line.text}`}>
                    Undo
                  </Anchor>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
