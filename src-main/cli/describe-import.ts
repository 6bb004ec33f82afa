import type {
  DuplicatePolicy,
  ImportedFile,
  ImportResult,
  PlannedRowReport,
  RejectedRow,
} from '#shared/contract/imports/import.ts';
import { outsideText } from '#shared/domain/outside-reason.ts';
import { outsideTallyText } from '#shared/domain/outside-tally.ts';
import { confidenceWord } from '#shared/formats/confidence-word.ts';
import { formatOf } from '#shared/formats/registry.ts';
import { describeReason, describeRemark } from '#shared/limit-files/describe-reason.ts';
import { describeFinding } from '#shared/limit-files/findings/describe-finding.ts';
import { remedyText } from '#shared/limit-files/findings/remedy.ts';
import { counted, shortNumber, type TextColumn, textTable } from './text-table.ts';

/** An import in words: the report for standard output, warnings and suggestions for standard error. */
export function describeImport(
  result: ImportResult,
  duplicates: DuplicatePolicy,
): { report: string; remarks: string } {
  const report = [
    ...(result.rows === undefined ? [] : [...result.files.map(formatLine), rowTable(result.rows)]),
    ...result.files.map((file) => describeFile(file, duplicates, result.dryRun)),
    result.rejected.length === 0 ? '' : `\n${rejectedTable(result.rejected, result.dryRun)}`,
    result.dryRun ? '\nThis was a dry run: nothing was stored.\n' : '',
  ];
  const remarks = result.files.flatMap(({ file, findings, warnings, suggestions }) => [
    ...findings.flatMap((finding) => [
      `warning: ${file}: ${describeFinding(finding)}\n`,
      ...(finding.remedy === null
        ? []
        : [`hint: ${file}: a mapping with \`${remedyText(finding.remedy)}\` would read it.\n`]),
    ]),
    ...warnings.map((warning) => `warning: ${file}: ${describeRemark(warning, 'terminal')}\n`),
    ...suggestions.map((remark) => `hint: ${file}: ${describeRemark(remark, 'terminal')}\n`),
  ]);
  return { report: report.join(''), remarks: remarks.join('') };
}

/** Which format a file was recognised as, how surely, and why. */
function formatLine({ file, format, detection }: ImportedFile): string {
  const { name, describe } = formatOf(format.kind);
  const detail = describe(format);
  const why =
    detection === null ? 'as asked' : `${confidenceWord(detection.confidence)}: ${detection.reason}`;
  return `${file}: read as ${name}${detail === '' ? '' : ` (${detail})`}, ${why}.\n`;
}

const DUPLICATE_WORDS: Readonly<Record<DuplicatePolicy, string>> = {
  keep: 'kept as replicates',
  replace: 'in place of older limits',
  refuse: 'refused',
  skip: 'the same ones left out, others refused',
};

function describeFile(file: ImportedFile, duplicates: DuplicatePolicy, isDryRun: boolean): string {
  if (file.importedBefore !== null) {
    const { import: id, file: name, at, by } = file.importedBefore;
    const when = id === null ? `as ${name}, in this call` : `as ${name} (import ${id}, ${at}, by ${by})`;
    return `${file.file}: imported before ${when}; nothing is imported again.\n`;
  }
  const details = [
    file.outside > 0
      ? `${file.outside} outside the campaign's space (kept, not fitted): ${outsideTallyText(file.outsideBy)}`
      : '',
    file.duplicates > 0 ? `${counted(file.duplicates, 'duplicate')} (${DUPLICATE_WORDS[duplicates]})` : '',
    file.clipped > 0 ? `${counted(file.clipped, 'limit')} clipped` : '',
    file.quarantined > 0 ? `${counted(file.quarantined, 'row')} quarantined` : '',
  ].filter((part) => part !== '');
  const verb = isDryRun ? 'would be imported' : 'imported';
  return `${[`${file.file}: ${counted(file.imported, 'row')} ${verb} at ${file.fidelity} fidelity`, ...details].join('; ')}.\n`;
}

/** Row by row for a dry run; else one line per column and reason, with the first lines. */
function rejectedTable(rejected: readonly RejectedRow[], isRowByRow: boolean): string {
  const right: TextColumn['align'] = 'right';
  if (isRowByRow) {
    return textTable(
      [
        { title: 'file' },
        { title: 'line', align: right },
        { title: 'column' },
        { title: 'value' },
        { title: 'not taken because' },
      ],
      rejected.map(({ file, line, path, column, value, reason }) => [
        file,
        path ?? String(line),
        column,
        value,
        describeReason(reason),
      ]),
    );
  }
  const groups = Map.groupBy(rejected, ({ file, column, reason }) =>
    JSON.stringify([file, column, describeReason(reason)]),
  );
  return textTable(
    [
      { title: 'rows', align: right },
      { title: 'file' },
      { title: 'column' },
      { title: 'not taken because' },
      { title: 'lines' },
    ],
    [...groups.values()].map((group) => {
      const { file = '', column = '', reason } = group[0] ?? {};
      const lines = group.slice(0, 5).map(({ line, path }) => path ?? line);
      const why = reason === undefined ? '' : describeReason(reason);
      return [String(group.length), file, column, why, lines.join(', ') + (group.length > 5 ? ', …' : '')];
    }),
  );
}

function rowTable(rows: readonly PlannedRowReport[]): string {
  if (rows.length === 0) return '';
  const hasSeveralFiles = rows.some(({ file }) => file !== rows[0]?.file);
  const names = Object.keys(rows[0]?.parameters ?? {});
  const quantities = [
    ...new Set(rows.flatMap(({ limits }) => Object.keys(limits))),
  ] as (keyof PlannedRowReport['limits'])[];
  const columns: TextColumn[] = [
    ...(hasSeveralFiles ? [{ title: 'file' }] : []),
    { title: 'line', align: 'right' },
    { title: 'action' },
    ...[...names, ...quantities.map((quantity) => `μ ${quantity}`)].map(
      (title): TextColumn => ({ title, align: 'right' }),
    ),
    { title: '' },
  ];
  const cells = rows.map(({ file, line, path, action, parameters, limits, outside }) => [
    ...(hasSeveralFiles ? [file] : []),
    path ?? String(line),
    action,
    ...names.map((name) => String(parameters[name])),
    ...quantities.map((quantity) => {
      const limit = limits[quantity];
      return limit === undefined
        ? '-'
        : `${shortNumber(Math.exp(limit.y))}${limit.isClipped ? ' (clipped)' : ''}`;
    }),
    outside === null ? '' : `outside: ${outsideText(outside)}`,
  ]);
  return `${textTable(columns, cells)}\n`;
}
