import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { describeMeasurements, measurementSchema, thisMeasurement } from '../machine.ts';
import { markdownTable } from '../markdown.ts';
import { measureResponsiveness, responsivenessSchema } from '../responsiveness/measure-window.ts';
import type { Suite } from '../suite.ts';

const RESULTS = fileURLToPath(new URL('../results/responsiveness.json', import.meta.url));

const storedSchema = z.object({ measurement: measurementSchema, responsiveness: responsivenessSchema });

/** The built window (`npm run build`) while a large fit runs. */
export const responsiveness: Suite = {
  name: 'responsiveness',

  async measure({ isFresh, log }) {
    if (existsSync(RESULTS) && !isFresh) {
      log('responsiveness: stored');
      return;
    }
    const measured = await measureResponsiveness();
    mkdirSync(dirname(RESULTS), { recursive: true });
    const stored = { measurement: thisMeasurement(), responsiveness: measured };
    writeFileSync(RESULTS, `${JSON.stringify(stored, null, 2)}\n`);
  },

  tables() {
    if (!existsSync(RESULTS)) return [];
    const { measurement, responsiveness: found } = storedSchema.parse(
      JSON.parse(readFileSync(RESULTS, 'utf8')),
    );
    const rows = [
      ['longest task, nothing else running', milliseconds(found.alone.cpuMs), ''],
      ['longest task during the fit', milliseconds(found.duringFit.cpuMs), '≤ 100 ms'],
      ['from Cancel until the job is gone', `${found.cancelSeconds.toFixed(2)} s`, '≤ 1 s'],
    ];
    const markdown = `The window in a browser during a fit of 5,800 points in four dimensions, while a table scrolls. Tasks are of the
window's own thread, by processor time.

${markdownTable(['', 'measured', 'to reach'], rows)}

Measured on ${describeMeasurements([measurement])}.`;
    return [{ name: 'responsiveness', markdown }];
  },
};

function milliseconds(ms: number): string {
  return `${ms.toFixed(0)} ms`;
}
