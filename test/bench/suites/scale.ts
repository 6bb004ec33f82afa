import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { describeMeasurements, measurementSchema, thisMeasurement } from '../machine.ts';
import { markdownTable } from '../markdown.ts';
import { isWanted } from '../measure-missing.ts';
import { SCALE_ROWS } from '../scale/rows.ts';
import { SMALL, WHOLE } from '../scale/scales.ts';
import { preparePeers } from '../speed/peer-environment.ts';
import type { Suite } from '../suite.ts';

const rowSchema = z.object({
  measurement: measurementSchema,
  what: z.string(),
  contourist: z.string(),
  peer: z.string(),
  ratio: z.string(),
  toReach: z.string(),
  versions: z.array(z.string()),
});

/** Whole fits, slices and iterations at the paper's scale and beyond; only with --peers. */
export const scale: Suite = {
  name: 'scale',

  async measure({ rows, withPeers, isFresh, isSmall, log }) {
    if (!withPeers) {
      log('scale: skipped, it needs --peers');
      return;
    }
    const trouble = preparePeers(log);
    if (trouble !== null) {
      log(`scale: skipped, ${trouble}`);
      return;
    }
    const threads = availableParallelism();
    for (const [name, measure] of Object.entries(SCALE_ROWS)) {
      const path = pathOf(name);
      if (!isWanted(name, rows) || (existsSync(path) && !isFresh && !isSmall)) continue;
      const started = performance.now();
      const measured = await measure(isSmall ? SMALL : WHOLE, threads);
      log(`scale, ${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
      if (isSmall) {
        log(JSON.stringify(measured));
        continue;
      }
      mkdirSync(dirname(path), { recursive: true });
      const stored = measured.map((row) => ({ measurement: thisMeasurement(), ...row }));
      writeFileSync(path, `${JSON.stringify(stored, null, 2)}\n`);
    }
  },

  tables() {
    const stored = Object.keys(SCALE_ROWS)
      .map(pathOf)
      .filter(existsSync)
      .flatMap((path) => z.array(rowSchema).parse(JSON.parse(readFileSync(path, 'utf8'))));
    if (stored.length === 0) return [];
    const titles = ['what', 'Contourist', 'peer', 'ratio', 'to reach'];
    const cells = stored.map(({ what, contourist, peer, ratio, toReach }) => [
      what,
      contourist,
      peer,
      ratio,
      toReach,
    ]);
    const versions = [...new Set(stored.flatMap((row) => row.versions))].join(', ');
    const markdown = `The paper's scale: the synthetic campaign in 4-D, 5,000 low-fidelity points (a grid of 10 × 10 × 10 × 5, or scattered) and 800 high ones, where nothing else is said. Peers on the same data and as many threads, in the same run. A ratio is given where −ln L is at most 0.01 above the peer's.

${markdownTable(titles, cells)}

Measured on ${describeMeasurements(stored.map(({ measurement }) => measurement))}; ${versions}.`;
    return [{ name: 'scale', markdown }];
  },
};

function pathOf(row: string): string {
  return fileURLToPath(new URL(`../results/scale/${row}.json`, import.meta.url));
}
