import { ContouristError } from '#shared/domain/contourist-error.ts';
import { type Cell, parseNumber } from '../cell.ts';
import type { FormatContent, FormatContour } from '../format.ts';
import type { Table } from '../table.ts';
import { differentNames, largest, tableOfValues } from '../value-table.ts';

/** An uncertainty of a value, as signed differences to it in its own unit. */
export interface HepdataError {
  readonly label: string;
  readonly plus: number;
  readonly minus: number;
}

/** A value: a number, a text, or a bin. */
export interface HepdataValue {
  /** '' where there is none; HEPData writes `-`. */
  readonly value: Cell;
  /** The ends of a bin; null for a value. */
  readonly bin: readonly [low: number, high: number] | null;
  readonly errors: readonly HepdataError[];
}

/** A column of a table of HEPData. */
export interface HepdataVariable {
  /** With its unit in brackets. */
  readonly name: string;
  readonly qualifiers: readonly (readonly [name: string, value: string])[];
  readonly values: readonly HepdataValue[];
}

/** A table of HEPData, from YAML or JSON. */
export interface HepdataTable {
  readonly name: string | null;
  readonly description: string;
  readonly independent: readonly HepdataVariable[];
  readonly dependent: readonly HepdataVariable[];
}

/** No value of a column. */
export const NO_VALUE: HepdataValue = { value: '', bin: null, errors: [] };

/**
 * The columns of a table of HEPData: its independent variables, then its dependent ones with what their errors say.
 * Errors of one and two standard deviations become limits of a band, `NAME +1 s.d.` with value + plus; others stand beside
 * their value as `NAME error (label)`, or `… error + (label)` and `… error − (label)` where they differ. Variables of one
 * name are told apart by the qualifiers in which they differ; a qualifier that says observed or expected joins the name.
 *
 * @param kind the id of the format
 * @throws ContouristError `hepdata.too_wide`
 */
export function contentOfHepdata(table: HepdataTable, fileName: string, kind: string): FormatContent {
  checkSize(table, fileName);
  const columns = [...table.independent.flatMap(columnsOfIndependent), ...columnsOfDependent(table)];
  const count = largest(columns.map(({ cells }) => cells.length));
  const bins = table.independent.filter(({ values }) => values.some(({ bin }) => bin !== null));
  const content: Table = tableOfValues({
    fileName,
    name: null,
    kind,
    columns: differentNames(columns.map(({ name }) => name)),
    records: Array.from({ length: count }, (_, row) => ({
      line: row + 1,
      path: `values[${row}]`,
      cells: columns.map(({ cells }) => cells[row] ?? ''),
    })),
  });
  return {
    tables: [content],
    contours: contoursOf(table),
    warnings: bins.map(({ name }) => `\`${name}\` has bins: it is read at their centres.`),
  };
}

/** More variables, and more kinds of errors, than any table has. */
const MOST_VARIABLES = 500;
const MOST_LABELS = 50;

function checkSize({ independent, dependent }: HepdataTable, fileName: string): void {
  const variables = independent.length + dependent.length;
  const labels = largest(dependent.map(({ values }) => labelsOf(values).length));
  if (variables <= MOST_VARIABLES && labels <= MOST_LABELS) return;
  const what =
    variables > MOST_VARIABLES ? `${variables} variables` : `a variable with ${labels} kinds of errors`;
  throw new ContouristError('hepdata.too_wide', `${fileName} has ${what}.`, {
    position: { file: fileName },
    hint: `Up to ${MOST_VARIABLES} variables with ${MOST_LABELS} kinds of errors each are read. Is this file something else?`,
  });
}

const labelsOf = (values: readonly HepdataValue[]): string[] => [
  ...new Set(values.flatMap(({ errors }) => errors.map(({ label }) => label))),
];

interface Column {
  readonly name: string;
  readonly cells: readonly Cell[];
}

function columnsOfIndependent({ name, values }: HepdataVariable): Column[] {
  const centre = (value: HepdataValue): Cell =>
    value.bin === null || value.value !== '' ? value.value : (value.bin[0] + value.bin[1]) / 2;
  return [{ name, cells: values.map(centre) }];
}

/** Significant digits that a sum of printed numbers is rounded to: all that float64 holds for certain. */
const DIGITS = 14;

function columnsOfDependent({ dependent }: HepdataTable): Column[] {
  const names = namesOf(dependent);
  return dependent.flatMap(({ values }, index) => {
    const name = names[index] ?? '';
    const errorsOf = labelsOf(values).flatMap((label) => columnsOfErrors(name, label, values));
    return [{ name, cells: values.map(({ value }) => value) }, ...errorsOf];
  });
}

function columnsOfErrors(name: string, label: string, values: readonly HepdataValue[]): Column[] {
  const errors = values.map((value) => value.errors.find((error) => error.label === label) ?? null);
  const level = levelOf(label);
  if (level === null) {
    const title = label === '' ? '' : ` (${label})`;
    const size = (end: 'plus' | 'minus') =>
      errors.map((error) => (error === null ? '' : Math.abs(error[end])));
    const isSymmetric = errors.every((error) => error === null || error.plus === -error.minus);
    if (isSymmetric) return [{ name: `${name} error${title}`, cells: size('plus') }];
    return [
      { name: `${name} error +${title}`, cells: size('plus') },
      { name: `${name} error −${title}`, cells: size('minus') },
    ];
  }
  const end = (side: 'plus' | 'minus') =>
    errors.map((error, row) => {
      const centre = parseNumber(values[row]?.value ?? '');
      return error === null || centre === null ? '' : Number((centre + error[side]).toPrecision(DIGITS));
    });
  return [
    { name: `${name} +${level} s.d.`, cells: end('plus') },
    { name: `${name} -${level} s.d.`, cells: end('minus') },
  ];
}

/** 1 or 2 where a label names a band of so many standard deviations: `1 s.d.`, `2 sigma`, `1σ`; else null. */
function levelOf(label: string): 1 | 2 | null {
  const found = /(?:^|[^\d.])([12])\s*-?\s*(?:s\.?\s*d|std|standard|sig|\\sig|σ)/i.exec(label);
  if (found !== null) return found[1] === '1' ? 1 : 2;
  if (/^\s*(68|68\.3|68\.27)\s*(%|per ?cent)/i.test(label)) return 1;
  return /^\s*(95|95\.4|95\.45)\s*(%|per ?cent)/i.test(label) ? 2 : null;
}

/** Names of the dependent variables that say what they are, and differ as far as the file tells. */
function namesOf(variables: readonly HepdataVariable[]): string[] {
  return variables.map((variable) => {
    const twins = variables.filter(({ name }) => name === variable.name);
    const differs = ([key, value]: readonly [string, string]) =>
      twins.some(({ qualifiers }) => qualifiers.every(([k, v]) => k !== key || v !== value));
    const saysNothing = !/\b(obs|exp)/i.test(variable.name);
    const said = variable.qualifiers
      .filter((entry) => differs(entry) || (saysNothing && /^\W*(observed|expected)\b/i.test(entry[1])))
      .map(([key, value]) => (/^(|limits?|type)$/i.test(key) ? value : `${key} = ${value}`));
    return said.length === 0 ? variable.name : `${variable.name} (${[...new Set(said)].join(', ')})`;
  });
}

/** A contour: two variables, and words that say that their points are a line and no limits. */
function contoursOf({ name, description, independent, dependent }: HepdataTable): FormatContour[] {
  const [x, ...further] = independent;
  const y = further[0] ?? dependent[0];
  if (x === undefined || y === undefined || further.length > 1 || dependent.length > 1) return [];
  const words = [name ?? '', description, ...dependent.map((variable) => variable.name)].join(' ');
  if (!/contour|exclusion (curve|line|limit)|excluded (region|area)/i.test(words)) return [];
  if (further.length === 1 && !isDummy(dependent[0])) return [];
  const points = x.values.flatMap((value, row): [number, number][] => {
    const [px, py] = [parseNumber(value.value), parseNumber(y.values[row]?.value ?? '')];
    return px === null || py === null ? [] : [[px, py]];
  });
  if (points.length < 2) return [];
  const label = dependent
    .flatMap(({ qualifiers }) => qualifiers)
    .find(([, value]) => /observed|expected/i.test(value));
  return [{ label: label?.[1] ?? name ?? '', axes: [x.name, y.name], lines: [points] }];
}

/** A dependent variable that is only there because HEPData wants one. */
function isDummy(variable: HepdataVariable | undefined): boolean {
  return variable === undefined || new Set(variable.values.map(({ value }) => value)).size <= 1;
}
