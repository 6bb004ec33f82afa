import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import { QUANTITIES } from '#shared/domain/quantity.ts';
import { type CellValue, writeTable } from '#shared/limit-files/write-table.ts';

/**
 * The vertices of a slice's contours as a table: which contour, which of its pieces, the vertex's number, its place, and
 * where the other parameters stand. An overlay reads it back.
 */
export function contourCsv({ x, y, held, quantities, theory }: SliceView): string {
  const contours = [
    ...QUANTITIES.map((name) => ({ name, lines: quantities[name]?.lines ?? [] })),
    { name: 'obs_theory', lines: theory },
  ];
  const rows = contours.flatMap(({ name, lines }) =>
    lines.flatMap((line, piece) =>
      line.map(([vertexX, vertexY], index): CellValue[] => [
        name,
        piece,
        index,
        vertexX,
        vertexY,
        ...held.map(({ value }) => value),
      ]),
    ),
  );
  return writeTable(['contour', 'segment', 'idx', x.name, y.name, ...held.map(({ name }) => name)], rows);
}
