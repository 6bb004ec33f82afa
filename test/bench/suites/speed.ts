import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { describeMeasurements, measurementSchema, thisMeasurement } from '../machine.ts';
import { markdownTable } from '../markdown.ts';
import {
  compareEvaluation,
  type EvaluationComparison,
  evaluationComparisonSchema,
} from '../speed/compare-evaluation.ts';
import { compareFit, type FitComparison, fitComparisonSchema } from '../speed/compare-fit.ts';
import { preparePeers } from '../speed/peer-environment.ts';
import type { Suite } from '../suite.ts';

const RESULTS = fileURLToPath(new URL('../results/speed.json', import.meta.url));

const storedSchema = z.object({
  measurement: measurementSchema,
  fit: fitComparisonSchema,
  evaluations: z.array(evaluationComparisonSchema),
});

/** The engines against NumPy and GPyTorch; only with --peers. */
export const speed: Suite = {
  name: 'speed',

  async measure({ withPeers, isFresh, log }) {
    if (!withPeers) {
      log('speed: skipped, it needs --peers');
      return;
    }
    if (existsSync(RESULTS) && !isFresh) {
      log('speed: stored');
      return;
    }
    const trouble = preparePeers(log);
    if (trouble !== null) {
      log(`speed: skipped, ${trouble}`);
      return;
    }
    const fit = await compareFit();
    const evaluations: EvaluationComparison[] = [];
    for (const threads of new Set([1, availableParallelism()])) {
      evaluations.push(await compareEvaluation(threads));
    }
    mkdirSync(dirname(RESULTS), { recursive: true });
    writeFileSync(
      RESULTS,
      `${JSON.stringify({ measurement: thisMeasurement(), fit, evaluations }, null, 2)}\n`,
    );
  },

  tables() {
    if (!existsSync(RESULTS)) return [];
    const { measurement, fit, evaluations } = storedSchema.parse(JSON.parse(readFileSync(RESULTS, 'utf8')));
    const titles = ['what', 'Contourist', 'peer', 'ratio', 'to reach'];
    const markdown = `The engines beside their peers, on the same numbers in the same run.

${markdownTable(titles, [describeFit(fit), ...evaluations.map(describeEvaluation)])}

Measured on ${describeMeasurements([measurement])}; ${fit.numpy.versions}; ${evaluations[0]?.gpytorch.versions}.`;
    return [{ name: 'speed', markdown }];
  },
};

function describeFit({ points, portable, numpy }: FitComparison): string[] {
  return [
    `fit of ${points} points, 1 thread: portable against NumPy`,
    `${portable.seconds.toFixed(1)} s (${portable.evaluations} evaluations, −ln L ${portable.negLogL.toFixed(4)})`,
    `${numpy.seconds.toFixed(1)} s (${numpy.evaluations} evaluations, −ln L ${numpy.negLogL.toFixed(4)})`,
    (portable.seconds / numpy.seconds).toFixed(2),
    '≤ 3',
  ];
}

function describeEvaluation({ points, threads, onnxruntime, gpytorch }: EvaluationComparison): string[] {
  return [
    `−ln L with gradient at n = ${points}, ${threads} thread${threads === 1 ? '' : 's'}: onnxruntime against GPyTorch`,
    `${onnxruntime.seconds.toFixed(2)} s (−ln L ${onnxruntime.negLogL.toFixed(4)})`,
    `${gpytorch.seconds.toFixed(2)} s (−ln L ${gpytorch.negLogL.toFixed(4)})`,
    (onnxruntime.seconds / gpytorch.seconds).toFixed(2),
    '≤ 1.5',
  ];
}
