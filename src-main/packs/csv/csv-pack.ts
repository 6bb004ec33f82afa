import { z } from 'zod';
import { writeTable } from '#shared/limit-files/write-table.ts';
import type { Pack } from '../pack.ts';

const options = z.strictObject({
  fixed: z.boolean().default(false).describe('a column for each fixed parameter as well'),
});

/** batch-K.csv: id and parameters of each point, in the fewest digits that read back to the same float64. */
export const csvPack: Pack<z.output<typeof options>> = {
  id: 'csv',
  title: 'CSV',
  description: 'a table of ids and parameters',
  options,
  delivery: { kind: 'user' },
  async files({ parameters, fixed, points, report }, { fixed: isFixedWanted }) {
    const constants = isFixedWanted ? Object.entries(fixed) : [];
    const columns = ['id', ...parameters.map(({ name }) => name), ...constants.map(([name]) => name)];
    const values = constants.map(([, value]) => value);
    const content = writeTable(
      columns,
      points.map(({ id, theta }) => [id, ...theta, ...values]),
    );
    return [{ name: `batch-${report.batch}.csv`, mediaType: 'text/csv', content }];
  },
};
