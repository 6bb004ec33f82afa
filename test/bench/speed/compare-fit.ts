import { z } from 'zod';
import { fitModel } from '#main/fitting/fit-model.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { runPeer } from './peer-environment.ts';
import { syntheticObservations, writeForPeer } from './synthetic-observations.ts';

const POINTS = 600;
const REPEATS = 3;

const sideSchema = z.object({
  seconds: z.number(),
  evaluations: z.int(),
  objective: z.number(),
  negLogL: z.number(),
});
const peerSchema = sideSchema.extend({ versions: z.string() });

/** A whole fit of the same observations from the same start, by both on one thread. */
export const fitComparisonSchema = z.object({ points: z.int(), portable: sideSchema, numpy: peerSchema });

export type FitComparison = z.infer<typeof fitComparisonSchema>;

/** Fits 600 points with the portable engine and with NumPy. */
export async function compareFit(): Promise<FitComparison> {
  const training = syntheticObservations(0, POINTS);
  const data = writeForPeer(`fit-${POINTS}`, training, false);
  const fits = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    fits.push(await fitModel(training, fitSettings({ engine: 'portable' }), { randomStarts: 0 }));
  }
  fits.sort((a, b) => a.seconds - b.seconds);
  const numpy = peerSchema.parse(await runPeer('numpy_fit.py', [data, String(REPEATS)]));
  return { points: POINTS, portable: sideSchema.parse(fits[Math.floor(REPEATS / 2)]), numpy };
}
