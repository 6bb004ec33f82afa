import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { listNotes } from '#main/store/notes-repository.ts';
import { pointColumns } from '#main/store/point-columns.ts';
import type { PointTable } from '#shared/contract/points/points-methods.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';

/** Every point of the campaign with its limits, state and origin, ready to travel. */
export function pointTable(campaign: ReadableCampaign): PointTable {
  const { ids, theta, y, ...columns } = pointColumns(campaign);
  const space = createSpace(readDefinition(campaign));
  const outside = ids.map((_, row) => space.whyOutside(theta.map((column) => column[row] ?? Number.NaN)));
  const notes = notesOfPoints(campaign);
  return {
    count: ids.length,
    ids: [...ids],
    fidelities: [...columns.fidelities],
    theta: theta.map(floatText),
    y: mapQuantities(y, floatText),
    clipped: mapQuantities(columns.clipped, (rows) => [...rows]),
    test: ids.flatMap((_, row) => (columns.isTest[row] ? [row] : [])),
    excluded: shared(columns.excludedReasons).map(([reason, rows]) => ({ reason, rows })),
    outside: shared(outside).map(([reason, rows]) => ({ reason, rows })),
    notes: shared(ids.map((id) => notes.get(id) ?? null)).map(([text, rows]) => ({ text, rows })),
    imports: [...columns.importIds],
    batchPoints: columns.batchPointIds.flatMap((id, row) => (id === null ? [] : [{ row, id }])),
  };
}

function notesOfPoints(campaign: ReadableCampaign): Map<number, string> {
  const texts = new Map<number, string>();
  for (const { subject, subjectId, text } of listNotes(campaign)) {
    if (subject !== 'point') continue;
    const before = texts.get(Number(subjectId));
    texts.set(Number(subjectId), before === undefined ? text : `${before}\n${text}`);
  }
  return texts;
}

/** Values that rows have in common, each with its rows; null is no value. */
function shared<T>(values: readonly (T | null)[]): [value: T, rows: number[]][] {
  const groups = new Map<string, [T, number[]]>();
  for (const [row, value] of values.entries()) {
    if (value === null) continue;
    const key = JSON.stringify(value);
    const group = groups.get(key);
    if (group) group[1].push(row);
    else groups.set(key, [value, [row]]);
  }
  return [...groups.values()];
}

function floatText(values: Float64Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}

function mapQuantities<From, To>(
  columns: Readonly<Partial<Record<Quantity, From>>>,
  change: (column: From) => To,
): Partial<Record<Quantity, To>> {
  return Object.fromEntries(
    Object.entries(columns).map(([quantity, column]) => [quantity, change(column as From)]),
  );
}
