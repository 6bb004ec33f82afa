import { axisColumns } from './axis-columns.ts';
import type { ContourAxes, FileContour } from './file-contour.ts';

type Point = [x: number, y: number];
type Fields = Readonly<Record<string, unknown>>;

/** The contours of a parsed JSON or YAML file, whichever of the known shapes it has. */
export function linesOfValue(value: unknown, axes: ContourAxes): FileContour[] {
  if (isFields(value)) {
    const table = hepDataTable(value, axes) ?? hepDataRecords(value, axes);
    if (table !== null) return [{ label: '', lines: [table] }];
    return Object.entries(value).flatMap(([label, part]) => linesOfPart(label, part, axes));
  }
  return linesOfPart('', value, axes);
}

function linesOfPart(label: string, part: unknown, axes: ContourAxes): FileContour[] {
  if (!Array.isArray(part)) return [];
  const line = pointsOf(part, axes);
  if (line !== null) return [{ label, lines: [line] }];
  const lines = part.flatMap((piece) => (Array.isArray(piece) ? [pointsOf(piece, axes) ?? []] : []));
  return lines.length > 0 ? [{ label, lines }] : [];
}

/** A list of pairs or of records; null for a list of anything else. */
function pointsOf(list: readonly unknown[], axes: ContourAxes): Point[] | null {
  if (list.length === 0) return null;
  const points: Point[] = [];
  for (const item of list) {
    const point = Array.isArray(item)
      ? pairOf(item[0], item[1])
      : isFields(item)
        ? recordPoint(item, axes)
        : null;
    if (point === null) return null;
    points.push(point);
  }
  return points;
}

function recordPoint(record: Fields, axes: ContourAxes): Point | null {
  const names = Object.keys(record);
  const chosen = axisColumns(names, axes, (column) => numberOf(record[names[column] ?? '']) !== null);
  return chosen && pairOf(record[names[chosen[0]] ?? ''], record[names[chosen[1]] ?? '']);
}

/** HEPData's YAML table: columns of values under `independent_variables` and `dependent_variables`. */
function hepDataTable(value: Fields, axes: ContourAxes): Point[] | null {
  const variables = [value.independent_variables, value.dependent_variables].flatMap((list) =>
    Array.isArray(list) ? list.filter(isFields) : [],
  );
  if (variables.length < 2) return null;
  const names = variables.map(({ header }) => (isFields(header) ? String(header.name ?? '') : ''));
  const columns = variables.map(({ values }) =>
    Array.isArray(values) ? values.map((entry) => numberOf(isFields(entry) ? entry.value : entry)) : [],
  );
  const chosen = axisColumns(
    names,
    axes,
    (column) => columns[column]?.some((entry) => entry !== null) ?? false,
  );
  if (chosen === null) return null;
  const [xs, ys] = [columns[chosen[0]] ?? [], columns[chosen[1]] ?? []];
  return xs.flatMap((x, row) => {
    const point = pairOf(x, ys[row]);
    return point === null ? [] : [point];
  });
}

/** HEPData's JSON table: `headers`, and records with the entries of `x` and `y`. */
function hepDataRecords({ headers, values }: Fields, axes: ContourAxes): Point[] | null {
  if (!Array.isArray(headers) || !Array.isArray(values)) return null;
  const rows = values
    .filter(isFields)
    .map(({ x, y }) =>
      [x, y].flatMap((list) =>
        Array.isArray(list) ? list.map((entry) => numberOf(isFields(entry) ? entry.value : entry)) : [],
      ),
    );
  const names = headers.map((header) => (isFields(header) ? String(header.name ?? '') : ''));
  const chosen = axisColumns(names, axes, (column) => rows.some((row) => (row[column] ?? null) !== null));
  if (chosen === null) return null;
  return rows.flatMap((row) => {
    const point = pairOf(row[chosen[0]], row[chosen[1]]);
    return point === null ? [] : [point];
  });
}

function pairOf(x: unknown, y: unknown): Point | null {
  const [a, b] = [numberOf(x), numberOf(y)];
  return a === null || b === null ? null : [a, b];
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
