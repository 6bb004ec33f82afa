import type { FileInspection, TableInspection } from '#main/services/imports/inspect-file.ts';
import { confidenceWord } from '#shared/formats/confidence-word.ts';
import { describeReadingNote } from '#shared/formats/reading-note.ts';
import { describeUnclear } from '#shared/limit-files/require-column.ts';
import { counted, textTable } from './text-table.ts';

/** What a file is, in words. */
export function describeInspection({ file, content, error }: FileInspection): string {
  if (content === null) {
    const line = error?.position?.line;
    const where = line === undefined ? '' : ` (line ${line})`;
    const hint = error?.hint === undefined ? '' : `  hint: ${error.hint}\n`;
    return `${file}: not read${where}. ${error?.message ?? ''}\n${hint}`;
  }
  const { format, detail, detection, tables, contours, warnings } = content;
  const why =
    detection === null ? 'as asked' : `${confidenceWord(detection.confidence)}: ${detection.reason}`;
  return [
    `${file}: ${format.name}${detail === '' ? '' : ` (${detail})`}, ${why}.\n`,
    ...tables.map(describeTable),
    ...contours.map(
      ({ label, axes, lines }) =>
        `  contour${label === '' ? '' : ` ${label}`}: ${counted(lines.flat().length, 'point')}${axes === null ? '' : ` of ${axes.join(' and ')}`}\n`,
    ),
    ...warnings.map((warning) => `  warning: ${warning}\n`),
  ].join('');
}

function describeTable(table: TableInspection): string {
  const { name, rows, columns } = table;
  const cells = columns.map((column) => [
    '   ',
    column.name === '' ? '(no name)' : column.name,
    column.unit ?? '',
    column.samples.join(', '),
  ]);
  return [
    `  ${name === null ? 'table' : `table ${name}`}: ${counted(rows, 'row')}, ${counted(columns.length, 'column')}\n`,
    textTable([{ title: '   ' }, { title: 'column' }, { title: 'unit' }, { title: 'values' }], cells),
    ...findingTexts(table).map((text) => `  found: ${text}\n`),
  ].join('');
}

/** What is doubtful in a table, or was read otherwise than it is written, in sentences. */
function findingTexts({ notes, unclear, unreadable }: TableInspection): string[] {
  return [
    ...(unreadable === 0
      ? []
      : [
          `${counted(unreadable, 'row')} cannot be read (an import keeps ${unreadable === 1 ? 'it' : 'them'} in the quarantine).`,
        ]),
    ...unclear.map((column) => describeUnclear(column).message),
    ...notes.map(describeReadingNote),
  ];
}

/** What `contourist inspect --json` prints for a file; names stay as they are. */
export function inspectionForScripts({ file, content, error }: FileInspection) {
  if (content === null) return { file, recognised: false, error };
  const { format, detail, detection, tables, contours, warnings } = content;
  return {
    file,
    recognised: true,
    format: { id: format.id, name: format.name, detail },
    confidence: detection?.confidence ?? null,
    reason: detection?.reason ?? null,
    tables: tables.map(({ notes, unclear, ...table }) => ({
      ...table,
      findings: [
        ...unclear.map((column) => ({
          code: column.reason,
          ...column,
          text: describeUnclear(column).message,
        })),
        ...notes.map((note) => ({ ...note, text: describeReadingNote(note) })),
      ],
    })),
    contours: contours.map(({ label, axes, lines }) => ({ label, axes, points: lines.flat().length })),
    warnings,
  };
}
