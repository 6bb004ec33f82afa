import { type Cell, cellText, parseNumber } from '../formats/cell.ts';
import type { Table } from '../formats/table.ts';
import { axisColumns } from './axis-columns.ts';
import type { ContourAxes, FileContour } from './file-contour.ts';

/** Columns that only number the vertices of a line. */
const COUNTERS = new Set(['idx', 'index', 'id', 'i', 'n']);

/** The contours of a table with a vertex a row. */
export function linesOfTable({ columns, rows }: Table, axes: ContourAxes): FileContour[] {
  const numeric = columns.map(
    (_, column) => rows.length > 0 && rows.every(({ cells }) => isNumberOrEmpty(cells[column] ?? '')),
  );
  const chosen = axisColumns(
    columns,
    axes,
    (column) => numeric[column] === true && !isCounter(columns[column]),
  );
  if (chosen === null) return [];
  const [xColumn, yColumn] = chosen;
  const others = columns.flatMap((name, column) =>
    column === xColumn || column === yColumn || isCounter(name) ? [] : [column],
  );
  const named = others.filter((column) => !numeric[column]);
  const contours = new Map<string, Map<string, [number, number][][]>>();
  for (const { cells } of rows) {
    const label = named.map((column) => cellText(cells[column] ?? '')).join(' ');
    const piece = others.map((column) => cellText(cells[column] ?? '')).join('\0');
    const pieces = contours.get(label) ?? new Map<string, [number, number][][]>();
    contours.set(label, pieces);
    const lines = pieces.get(piece) ?? [[]];
    pieces.set(piece, lines);
    const x = parseNumber(cells[xColumn] ?? '');
    const y = parseNumber(cells[yColumn] ?? '');
    // An empty row ends a line.
    if (x === null || y === null) lines.push([]);
    else lines.at(-1)?.push([x, y]);
  }
  return [...contours].map(([label, pieces]) => ({ label, lines: [...pieces.values()].flat() }));
}

const isCounter = (name: string | undefined): boolean => COUNTERS.has((name ?? '').toLowerCase());

const isNumberOrEmpty = (cell: Cell): boolean => cell === '' || parseNumber(cell) !== null;
