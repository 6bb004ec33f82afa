import { entropyOfZ } from '#shared/numerics/exclusion.ts';
import { gaussHermite } from '#shared/numerics/gauss-hermite.ts';
import { normalPdf } from '#shared/numerics/normal-distribution.ts';
import { deriveSeed } from '#shared/numerics/random.ts';
import { ConditionedField } from './conditioned-field.ts';
import { jointOf } from './possible-methods.ts';
import type { QuantitySurrogate } from './proposal.ts';
import { openTargets, type Survey } from './survey.ts';

/** Over the new mean, where a measurement explains at most half of the variance: to 1e-6 nats (test). */
const NEW_MEAN = gaussHermite(32);

const MOST_SHARE_BY_NEW_MEAN = 0.5;

/** Points of the new z on which H is tabulated, where it explains more; H is below 1e-13 outside. */
const NEW_Z_STEP = 0.25;
const NEW_Z = Float64Array.from({ length: 65 }, (_, index) => (index - 32) * NEW_Z_STEP);
const ENTROPY_AT_NEW_Z = NEW_Z.map(entropyOfZ);

/** Beyond this |z| the entropy is below 5e-6 nats. */
const FARTHEST_Z = 5;

/** Shares of the variance below this change the entropy by less. */
const SMALLEST_SHARE = 1e-9;

/**
 * Expected entropy in nats after a measurement that explains the share r of the variance s². The new mean is
 * N(ŷ, r s²) and the new variance (1−r) s², so E[H] = E H(z'), z' = (z + √r ξ)/√(1−r) over a standard normal ξ.
 *
 * With a large r, H is a narrow peak over ξ that a quadrature in ξ misses; there the sum runs over z', with the normal
 * density of z' as weight (the trapezoidal rule, exact to rounding for smooth integrands that vanish at both ends).
 *
 * @param z ŷ/s before
 * @param share r in [0, 1]
 */
export function expectedEntropy(z: number, share: number): number {
  if (share >= 1) return 0;
  const shift = Math.sqrt(share);
  const left = Math.sqrt(1 - share);
  let sum = 0;
  if (share <= MOST_SHARE_BY_NEW_MEAN) {
    for (const [index, node] of NEW_MEAN.nodes.entries()) {
      sum += NEW_MEAN.weights[index] * entropyOfZ((z + shift * node) / left);
    }
    return sum;
  }
  for (const [index, newZ] of NEW_Z.entries()) {
    sum += ENTROPY_AT_NEW_Z[index] * normalPdf((left * newZ - z) / shift);
  }
  return (sum * NEW_Z_STEP * left) / shift;
}

/** Expected drop of the entropy, summed over a field's targets, for each of its first `sites` sites alone, in nats. */
function gainsOfField(field: ConditionedField, sites: number): Float64Array {
  const gains = new Float64Array(sites);
  for (let target = 0; target < field.targets; target++) {
    const variance = field.targetVariance[target];
    const z = field.targetMean[target] / Math.sqrt(variance);
    const entropy = entropyOfZ(z);
    for (let site = 0; site < sites; site++) {
      const covariance = field.cross[target * field.sites + site];
      const share = covariance ** 2 / (variance * (field.siteVariance[site] + field.noise));
      if (share > SMALLEST_SHARE) gains[site] += entropy - expectedEntropy(z, share);
    }
  }
  return gains;
}

/**
 * By how many nats each point, measured alone, is expected to lower the integrated entropy (the volume average of H,
 * Bhatti et al., CHEP 2023, eq. 8, over v): the mean over the contour quantities, pending points taken as measured.
 *
 * @param guides whose surrogates can be conditioned
 * @param pointsU proposed points, q × D
 * @param pendingU m × D
 * @param volume the allowed volume with the guides' beliefs
 * @param seed chooses the targets of the integration
 */
export async function expectedGains(
  guides: readonly QuantitySurrogate[],
  pointsU: Float64Array,
  pendingU: Float64Array,
  volume: Survey,
  seed: number,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const siteU = new Float64Array(pointsU.length + pendingU.length);
  siteU.set(pointsU);
  siteU.set(pendingU, pointsU.length);
  const count = pointsU.length / guides[0].surrogate.dimension;
  const gains = new Float64Array(count);
  for (const [index, { surrogate, task }] of guides.entries()) {
    signal?.throwIfAborted();
    const { u, weight } = openTargets(volume, index, FARTHEST_Z, deriveSeed(seed, `gain ${index}`));
    const field = await ConditionedField.create(jointOf(surrogate), task, u, siteU);
    for (let site = count; site < field.sites; site++) await field.condition(site);
    for (const [point, gain] of gainsOfField(field, count).entries())
      gains[point] += (weight * gain) / guides.length;
  }
  return gains;
}
