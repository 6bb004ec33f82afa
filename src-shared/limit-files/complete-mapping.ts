import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Table } from '#shared/formats/table.ts';
import type { Mapping } from './mapping.ts';
import type { LocatedMapping } from './parse-mapping.ts';
import type { ColumnPlan } from './plan-columns.ts';

/**
 * The mapping with what it left out filled in: the columns that were taken for the parameters and quantities, and the
 * fidelity. It is plain data: the record of how a file was read, and what two readings of one file are compared by.
 */
export function completeMapping(
  table: Table,
  mapping: LocatedMapping,
  plan: ColumnPlan,
  definition: CampaignDefinition,
  fidelity: Fidelity,
): Mapping {
  const { locate: _, ...settings } = mapping;
  const column = (index: number) => table.columns[index] ?? '';
  const free =
    plan.parameters?.map((index, axis) => [definition.parameters[axis]?.name ?? '', column(index)]) ?? [];
  const fixed = plan.fixed.map(({ name, index }) => [name, column(index)]);
  const quantities = plan.quantities.flatMap(({ quantity, value }) =>
    value === null ? [] : [[quantity, column(value)]],
  );
  return {
    ...settings,
    ...(table.name !== null && { table: table.name }),
    parameters: Object.fromEntries([...free, ...fixed]),
    quantities: Object.fromEntries(quantities),
    fidelity,
  };
}
