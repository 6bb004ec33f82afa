import { bandNeighbours } from '#shared/domain/quantity.ts';
import { cellText } from '#shared/formats/cell.ts';
import type { Check, ReadFile } from './check.ts';
import { concerning, type Finding } from './finding.ts';
import { type LimitColumn, limitColumns, middle } from './limit-columns.ts';

/** Fewer rows than this may be equal, or in the wrong order, by chance. */
const ENOUGH = 5;

/** A sentinel stands this factor from the limits beside it, or further. */
const APART = Math.log(10);

/** Values that no fit gives: the same in many rows, all the same, or edges of a band that stand in each other's place. */
export const findOddValues: Check = (file) => [
  ...limitColumns(file).flatMap((column) => repeated(file, column)),
  ...swappedBands(file),
];

function repeated({ rows, table }: ReadFile, { quantity, name, index }: LimitColumn): Finding[] {
  const cellAt = new Map(table.rows.map(({ line, text, cells }) => [`${line} ${text}`, cells[index] ?? '']));
  const values = rows.flatMap(({ limits, line, text }) => {
    const limit = limits.find((other) => other.quantity === quantity);
    // A clipped limit is known to be none.
    if (limit === undefined || limit.isClipped) return [];
    return [{ y: limit.y, line, cell: cellText(cellAt.get(`${line} ${text}`) ?? '') }];
  });
  const groups = [...Map.groupBy(values, ({ y }) => y).values()];
  const [all] = groups;
  if (groups.length === 1 && all !== undefined && all.length >= ENOUGH) {
    return [
      {
        subject: { code: 'constant-limit', column: name, quantity, value: all[0]?.cell ?? '' },
        severity: 'warn',
        certainty: 'likely',
        ...concerning(all.map(({ line }) => line)),
        remedy: null,
      },
    ];
  }
  // A sentinel lies beyond all other values: it is the smallest or the largest.
  const ordered = groups.toSorted(([a], [b]) => (a?.y ?? 0) - (b?.y ?? 0));
  const ends = [
    { group: ordered[0], next: ordered[1] },
    { group: ordered.at(-1), next: ordered.at(-2) },
  ];
  return ends.flatMap(({ group = [], next = [] }): Finding[] => {
    const [first] = group;
    const [neighbour] = next;
    if (group.length < 3 || first === undefined || neighbour === undefined) return [];
    const others = values.filter(({ y }) => y !== first.y).map(({ y }) => y);
    const isFar = Math.abs(neighbour.y - first.y) >= APART && Math.abs(first.y - middle(others)) >= 2 * APART;
    if (!isFar) return [];
    return [
      {
        subject: { code: 'repeated-value', column: name, quantity, value: first.cell },
        severity: 'warn',
        certainty: 'likely',
        ...concerning(group.map(({ line }) => line)),
        remedy: { missing: ['', '-', 'nan', '-1', '-999007', first.cell] },
      },
    ];
  });
}

/** Neighbours of the band that stand in the wrong order in most rows: their columns are swapped. */
function swappedBands({ rows, mapping, plan, table }: ReadFile): Finding[] {
  const present = plan.quantities.map(({ quantity }) => quantity);
  return bandNeighbours(present).flatMap(({ lower: below, upper: above }): Finding[] => {
    const both = rows.flatMap(({ limits, line }) => {
      const [low, high] = [below, above].map((wanted) => limits.find(({ quantity }) => quantity === wanted));
      return low === undefined || high === undefined ? [] : [{ line, isWrong: low.y > high.y }];
    });
    const wrong = both.filter(({ isWrong }) => isWrong);
    if (both.length < ENOUGH || 2 * wrong.length <= both.length) return [];
    const columnOf = (wanted: string) =>
      table.columns[plan.quantities.find(({ quantity }) => quantity === wanted)?.value ?? -1] ?? '';
    return [
      {
        subject: { code: 'bands-swapped', below, above, of: both.length },
        severity: 'refuse',
        certainty: 'sure',
        ...concerning(wrong.map(({ line }) => line)),
        remedy:
          mapping.pivot === undefined
            ? { quantities: { [below]: columnOf(above), [above]: columnOf(below) } }
            : null,
      },
    ];
  });
}
