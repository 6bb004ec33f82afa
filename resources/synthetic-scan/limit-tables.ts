// The synthetic search's limits as the files that a campaign reads.
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Space } from '#shared/domain/space.ts';
import { cellText } from '#shared/formats/cell.ts';
import type { Table } from '#shared/formats/table.ts';
import { requireColumn } from '#shared/limit-files/require-column.ts';

import { writeTable } from '#shared/limit-files/write-table.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { measureLimits, TOY_QUANTITIES, type ToyPoint } from './synthetic-scan.ts';

const PARAMETERS = ['m_zp', 'm_dm', 'm_s', 'gx'] as const satisfies (keyof ToyPoint)[];

/** A point to measure; `id` names the point of a batch. */
export interface PointToMeasure extends ToyPoint {
  readonly id?: string;
}

/** Scrambled Sobol points of the four-dimensional campaign, at round values where the campaign has steps. */
export function scanPoints(space: Space, count: number, seed: number): PointToMeasure[] {
  const v = sobolPoints(PARAMETERS.length, count, { scrambleSeed: seed });
  return Array.from({ length: count }, (_, i) => {
    const place = v.subarray(PARAMETERS.length * i, PARAMETERS.length * (i + 1));
    const [m_zp, m_dm, m_s, gx] = space.snap(space.fromUnit(place));
    return { m_zp, m_dm, m_s, gx };
  });
}

/** The points of a table with the parameters' columns, such as an exported batch. */
export function tablePoints(table: Table): PointToMeasure[] {
  const columns = PARAMETERS.map((name) => requireColumn(table, name));
  const id = table.columns.indexOf('id');
  return table.rows.map(({ cells }) => {
    const [m_zp, m_dm, m_s, gx] = columns.map((column) => Number(cells[column]));
    return { m_zp, m_dm, m_s, gx, ...(id >= 0 && { id: cellText(cells[id]) }) };
  });
}

/** What the analysis of a fidelity finds at the points: a limit or results file, CSV with limits on μ. */
export function measuredTable(points: readonly PointToMeasure[], fidelity: Fidelity, seed: number): string {
  const hasIds = points.some(({ id }) => id !== undefined);
  const rows = points.map((point) => {
    const limits = measureLimits(fidelity, point, seed);
    return [
      ...(hasIds ? [point.id ?? ''] : []),
      ...PARAMETERS.map((name) => point[name]),
      ...TOY_QUANTITIES.map((name) => limits[name]),
    ];
  });
  return writeTable([...(hasIds ? ['id'] : []), ...PARAMETERS, ...TOY_QUANTITIES], rows);
}
