import { describe, expect, it } from 'vitest';
import { lnMuOf } from '#main/fitting/acquisition/belief.ts';
import type { QuantitySurrogate } from '#main/fitting/acquisition/proposal.ts';
import { openTargets, survey } from '#main/fitting/acquisition/survey.ts';
import { contourDistance, entropyOfZ } from '#shared/numerics/exclusion.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { asSurrogate, createTestPosterior, observe } from './test-posterior.ts';

const known = sobolPoints(2, 16, { scrambleSeed: 1 });
const rows = Array.from({ length: 16 }, (_, row) => [known[2 * row], known[2 * row + 1]]);
const guide: QuantitySurrogate = {
  quantity: 'exp',
  surrogate: asSurrogate(
    createTestPosterior(
      2,
      observe(rows, ([x, y]) => x + y - 1),
    ),
  ),
  task: 'high',
};
const u = sobolPoints(2, 4096);
const candidates = { count: 4096, theta: u, v: u, u };

describe('openTargets', () => {
  it('integrate over the volume as all candidates do', async () => {
    const volume = await survey([guide], candidates, new Float64Array(0));
    const targets = openTargets(volume, 0, 5, 1);
    expect(targets.u).toHaveLength(2 * 900);
    const { mean, variance } = (await guide.surrogate.predict(targets.u, 'high')).lnMu!;
    const entropy = (index: number) => entropyOfZ(contourDistance(mean[index], Math.sqrt(variance[index])));
    const sum = [...mean.keys()].reduce((total, index) => total + entropy(index), 0) * targets.weight;
    const [belief] = lnMuOf(volume.beliefs);
    const whole = [...belief.mean.keys()].map((row) =>
      entropyOfZ(contourDistance(belief.mean[row], belief.sd[row])),
    );
    const integral = whole.reduce((total, value) => total + value, 0) / 4096;
    // 900 random points of an open region whose entropies vary by 0.25 nats: 0.008 of the open share, four σ.
    expect(Math.abs(sum - integral)).toBeLessThan(0.035);
    for (const [index, value] of mean.entries())
      expect(Math.abs(value)).toBeLessThan(5 * Math.sqrt(variance[index]));
  });

  it('are none where everything is settled', async () => {
    const posterior = createTestPosterior(
      2,
      observe(rows, () => 100),
    );
    const settled = await survey(
      [{ ...guide, surrogate: asSurrogate(posterior) }],
      { count: 1, theta: known, v: known, u: known.slice(0, 2) },
      new Float64Array(0),
    );
    expect(openTargets(settled, 0, 5, 1)).toEqual({ u: new Float64Array(0), weight: 0 });
  });
});
