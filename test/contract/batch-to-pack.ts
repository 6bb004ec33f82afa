import type { BatchToPack } from '#main/packs/pack.ts';

/** A batch with two parameters, as a pack gets it. */
export function batchOf(
  thetas: readonly (readonly number[])[],
  names: readonly string[] = ['m_zp', 'gx'],
  campaign = 'Dark Higgs',
): BatchToPack {
  const points = thetas.map((theta, index) => ({ id: `b3-${String(index + 1).padStart(3, '0')}`, theta }));
  const nothing = {
    mean: null,
    sd: null,
    pExcl: null,
    entropy: null,
    nearest: null,
    gain: null,
    success: null,
  };
  return {
    campaign,
    parameters: names.map((name) => ({ name, unit: 'GeV' })),
    fixed: { gq: 0.25 },
    quantities: ['exp', 'obs'],
    points,
    report: {
      batch: 3,
      method: 'sur',
      seed: 3,
      fidelity: 'high',
      iteration: 2,
      requested: points.length,
      reason: null,
      failures: null,
      frozenAt: '2026-12-01T10:00:00.000Z',
      points: points.map(({ id, theta }) => ({
        ...nothing,
        id,
        parameters: Object.fromEntries(names.map((name, axis) => [name, theta[axis] ?? 0])),
        measured: null,
        state: 'requested',
        rule: 'sur',
        failureReason: null,
        known: null,
      })),
      vetoed: [],
    },
  };
}
