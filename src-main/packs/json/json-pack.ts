import { z } from 'zod';
import type { Pack } from '../pack.ts';

/** batch-K.json: the points with the reasons for each, how they were chosen, and what the numbers mean. */
export const jsonPack: Pack = {
  id: 'json',
  title: 'JSON',
  description: 'with the reasons for each point',
  options: z.strictObject({}),
  delivery: { kind: 'user' },
  async files({ campaign, parameters, fixed, quantities, report }) {
    const content = `${JSON.stringify({ campaign, ...report, parameters, fixed, quantities }, null, 2)}\n`;
    return [{ name: `batch-${report.batch}.json`, mediaType: 'application/json', content }];
  },
};
