import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Launch, launchSchema, measureLaunches } from '../launch/measure-launch.ts';
import { describeMeasurements, measurementSchema, thisMeasurement } from '../machine.ts';
import { markdownTable } from '../markdown.ts';
import type { Suite } from '../suite.ts';

const RESULTS = fileURLToPath(new URL('../results/launch.json', import.meta.url));

const storedSchema = z.object({ measurement: measurementSchema, launches: z.array(launchSchema) });

/** From launch to the sample campaign, as built (`npm run build`). */
export const launch: Suite = {
  name: 'launch',

  async measure({ isFresh, log }) {
    if (existsSync(RESULTS) && !isFresh) {
      log('launch: stored');
      return;
    }
    const launches = await measureLaunches(log);
    mkdirSync(dirname(RESULTS), { recursive: true });
    writeFileSync(RESULTS, `${JSON.stringify({ measurement: thisMeasurement(), launches }, null, 2)}\n`);
  },

  tables() {
    if (!existsSync(RESULTS)) return [];
    const { measurement, launches } = storedSchema.parse(JSON.parse(readFileSync(RESULTS, 'utf8')));
    const titles = ['host', 'median of five', 'slowest', 'to reach'];
    const markdown = `From launch until the sample campaign's slice is drawn and can be exported, with the built program.

${markdownTable(titles, launches.map(describeLaunch))}

Measured on ${describeMeasurements([measurement])}.`;
    return [{ name: 'launch', markdown }];
  },
};

function describeLaunch({ host, seconds }: Launch): string[] {
  const sorted = seconds.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return [host, `${median.toFixed(2)} s`, `${(sorted.at(-1) ?? Number.NaN).toFixed(2)} s`, '≤ 3 s'];
}
