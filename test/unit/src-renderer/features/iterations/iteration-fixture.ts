import type { IterationStatus, Judgement } from '#shared/contract/iterations/status.ts';

const NOTHING: Judgement = {
  entropy: null,
  entropyError: null,
  uncertain90: null,
  uncertain90Error: null,
  uncertain68: null,
  uncertain68Error: null,
  changed: null,
  changedError: null,
  moved: null,
  movedError: null,
  sharpness: null,
  sharpness90: null,
  bandRatio: null,
  contourSigma: null,
  bandHalfWidth: null,
  looRms: null,
  looPullRms: null,
  looCoverage1: null,
  looCoverage2: null,
  testError: null,
  testErrorError: null,
  testClaim: null,
  testPullRms: null,
};

/** An iteration that has only what is named. */
export function iterationOf(iteration: number, judgement: Partial<Judgement> = {}): IterationStatus {
  return {
    iteration,
    nLow: 40,
    nHigh: 10 + 20 * iteration,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...NOTHING,
    ...judgement,
    volume: null,
    contours: {},
    parameters: {},
    confusion: {},
    returned: [],
    crossings: [],
    taskUse: {},
  };
}
