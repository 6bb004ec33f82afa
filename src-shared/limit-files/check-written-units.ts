import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Table } from '#shared/formats/table.ts';
import type { LocatedMapping } from './parse-mapping.ts';
import type { ColumnPlan } from './plan-columns.ts';

/**
 * Refuses columns whose own unit, in a row below the header or in their cells, is another than the one that they are read
 * in: 0.5 TeV would become 0.5 GeV, 2 fb become 2 pb, and a cross section a signal strength. A parameter with a `scale`
 * in the mapping has its unit said there.
 *
 * @throws ContouristError `limit_file.other_unit`
 */
export function checkWrittenUnits(
  table: Table,
  { limit, scale = {} }: Pick<LocatedMapping, 'limit' | 'scale'>,
  plan: ColumnPlan,
  { parameters }: CampaignDefinition,
): void {
  for (const [axis, { name, unit }] of parameters.entries()) {
    const index = plan.parameters?.[axis];
    if (index === undefined || unit === undefined || name in scale) continue;
    refuseOther(
      table,
      index,
      unit,
      `${name} in ${unit}`,
      'Write it in that unit, or give `scale` in a mapping.',
    );
  }
  const wanted = limit.kind === 'sigma' || limit.kind === 'theory' ? (limit.unit ?? null) : null;
  for (const { value } of plan.quantities) {
    if (value === null || value === undefined) continue;
    const as =
      wanted === null ? 'limits on the signal strength, which have none' : `cross sections in ${wanted}`;
    refuseOther(
      table,
      value,
      wanted,
      as,
      'Say in a mapping what they are: `limit: { kind: sigma, unit: fb, theory: … }`.',
    );
  }
}

/**
 * The same for the cross sections of theory.
 *
 * @throws ContouristError `limit_file.other_unit`
 */
export function checkTheoryUnit(table: Table, column: number, unit: string): void {
  refuseOther(
    table,
    column,
    unit,
    `cross sections in ${unit}`,
    'Say its unit in the mapping: `theory: { unit: … }`.',
  );
}

function refuseOther(table: Table, index: number, wanted: string | null, as: string, hint: string): void {
  const written = writtenUnit(table, index);
  if (written === null || written === wanted) return;
  const column = table.columns[index] ?? '';
  throw new ContouristError(
    'limit_file.other_unit',
    `\`${column}\` has the unit ${written} in the file, and is read as ${as}.`,
    {
      position: { file: table.fileName, column },
      hint,
    },
  );
}

/** The unit that a column's cells or the row below the header have; null where they have none. */
function writtenUnit({ units, notes = [], columns }: Table, index: number): string | null {
  const ofRow = units?.[index]?.replace(/^[[(](.*)[\])]$/, '$1').trim();
  if (ofRow) return ['-', '1'].includes(ofRow) ? null : ofRow;
  const ofCells = notes.find(
    (note) => note.code === 'number-form' && note.form === 'unit' && note.column === columns[index],
  );
  return ofCells?.code === 'number-form' ? ofCells.unit : null;
}
