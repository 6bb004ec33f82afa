import type { IterationStatus, Judgement } from '#shared/contract/iterations/status.ts';
import { NO_JUDGEMENT } from '../../../src-shared/contract/iterations/no-judgement.ts';

/** An iteration that has only what is named. */
export function iterationOf(iteration: number, judgement: Partial<Judgement> = {}): IterationStatus {
  return {
    iteration,
    nLow: 40,
    nHigh: 10 + 20 * iteration,
    createdAt: '2026-01-01T00:00:00.000Z',
    judgedBy: { quantities: ['exp', 'obs'], fidelity: 'high' },
    ...NO_JUDGEMENT,
    ...judgement,
    volume: null,
    contours: {},
    parameters: {},
    confusion: {},
    returned: [],
    crossings: [],
    calibration: {},
    taskUse: {},
  };
}
