import { normalPdf } from '#shared/numerics/normal-distribution.ts';
import { deriveSeed } from '#shared/numerics/random.ts';
import type { ConditionedField } from './conditioned-field.ts';
import { pickGreedily } from './greedy.ts';
import type { Pick, Situation } from './situation.ts';
import { openTargets } from './survey.ts';

/**
 * How much measuring each site reduces the sum of p(1−p) over the targets, to first order: a site that explains the
 * share r of s²(x) lowers p(1−p) = Φ₂(−z, z; 0) to Φ₂(−z, z; −r), and ∂Φ₂/∂r at 0 is −φ(z)². Hence
 *
 *     gain(c) = Σ_x φ(z_x)² C(x,c)² / (s_x² (s_c² + ε²)),   z = ŷ/s
 *
 * after Chevalier, Bect et al., Technometrics 56 (2014) 455, whose exact form needs Φ₂ for every pair.
 *
 * @param sites how many of the field's sites, from the first
 */
export function firstOrderGains(field: ConditionedField, sites: number): Float64Array {
  const gains = new Float64Array(sites);
  for (let target = 0; target < field.targets; target++) {
    const variance = field.targetVariance[target];
    const density = normalPdf(field.targetMean[target] / Math.sqrt(variance));
    const weight = (density * density) / variance;
    const start = target * field.sites;
    for (let site = 0; site < sites; site++) {
      const covariance = field.cross[start + site];
      gains[site] += weight * covariance * covariance;
    }
  }
  return gains.map((gain, site) => gain / (field.siteVariance[site] + field.noise));
}

/** Beyond this |z| a target's weight φ(z)² is below 1e-6 of that on the contour, and measurements only raise |z|. */
const FARTHEST_Z = 4;

/**
 * The rule `sur` (stepwise uncertainty reduction): one after another the point whose measurement is expected to reduce
 * the integrated p(1−p) most, given the picks before it; with several contour quantities, their sum.
 */
export function pickBySur(situation: Situation): Promise<Pick[]> {
  const { guides, volume, seed } = situation;
  const targets = guides.map((_, index) =>
    openTargets(volume, index, FARTHEST_Z, deriveSeed(seed, `sur ${index}`)),
  );
  return pickGreedily(situation, 'sur', {
    targets: targets.map(({ u }) => u),
    scores: (fields, sites) => {
      const total = new Float64Array(sites);
      for (const [index, field] of fields.entries()) {
        const gains = firstOrderGains(field, sites);
        for (let site = 0; site < sites; site++) total[site] += targets[index].weight * gains[site];
      }
      return total;
    },
  });
}
