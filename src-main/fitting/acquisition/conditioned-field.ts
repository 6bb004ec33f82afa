import type { Conditioning } from '#main/surrogates/surrogate.ts';
import type { Features, Task } from '../gaussian-process/posterior.ts';

/** The smallest variance that conditioning leaves, as a share of the variance before: below it is only rounding. */
const VARIANCE_FLOOR = 1e-12;

/** Sites of which the whole covariance is made at once when the first is measured: 130 MB. */
const MOST_SITES_TOGETHER = 4096;

/** The features of one of several points. */
function featuresOfRow(features: Features, row: number): Features {
  const { task, count } = features;
  const take = (rows: Float64Array) => {
    const columns = rows.length / count;
    return rows.subarray(row * columns, (row + 1) * columns);
  };
  return {
    task,
    count: 1,
    u: take(features.u),
    mean: take(features.mean),
    variance: take(features.variance),
    whitened: take(features.whitened),
    trend: take(features.trend),
  };
}

/**
 * The joint posterior of f at targets and at sites, as it becomes when sites are measured one after another. The mean
 * stays (kriging believer: the prediction is taken for the result), and the covariance shrinks by
 * C ← C − C_s C_sᵀ/(C_ss + ε²).
 */
export class ConditionedField {
  readonly targets: number;
  readonly sites: number;
  readonly targetMean: Float64Array;
  readonly targetVariance: Float64Array;
  readonly siteMean: Float64Array;
  readonly siteVariance: Float64Array;
  /** ε², the variance of a measurement. */
  readonly noise: number;
  /** Covariance of targets with sites, targets × sites. */
  readonly cross: Float64Array;
  readonly #joint: Conditioning;
  readonly #siteFeatures: Features;
  readonly #targetFloor: Float64Array;
  readonly #siteFloor: Float64Array;
  /** Covariance of the sites as fitted, sites × sites; null where there are too many to keep it. */
  #between: Float64Array | null = null;
  /** C_s/√(C_ss + ε²) over all sites, for every site measured so far. */
  readonly #explained: Float64Array[] = [];

  private constructor(joint: Conditioning, targets: Features | null, sites: Features, cross: Float64Array) {
    const none = new Float64Array(0);
    this.targets = targets?.count ?? 0;
    this.sites = sites.count;
    this.targetMean = targets?.mean ?? none;
    this.targetVariance = targets?.variance.slice() ?? none;
    this.siteMean = sites.mean;
    this.siteVariance = sites.variance.slice();
    this.noise = joint.noiseVariance(sites.task);
    this.cross = cross;
    this.#joint = joint;
    this.#siteFeatures = sites;
    this.#targetFloor = this.targetVariance.map((variance) => variance * VARIANCE_FLOOR);
    this.#siteFloor = this.siteVariance.map((variance) => variance * VARIANCE_FLOOR);
  }

  /**
   * @param targetU where the effect of measurements is wanted, targets × D; may be empty
   * @param siteU where may be measured, sites × D
   */
  static async create(
    joint: Conditioning,
    task: Task,
    targetU: Float64Array,
    siteU: Float64Array,
  ): Promise<ConditionedField> {
    const sites = await joint.features(siteU, task);
    if (targetU.length === 0) return new ConditionedField(joint, null, sites, new Float64Array(0));
    const targets = await joint.features(targetU, task);
    return new ConditionedField(joint, targets, sites, await joint.covariance(targets, sites));
  }

  /** Covariance of one site with all of them, as fitted. A row by itself takes a hundredth of the whole matrix. */
  async #covarianceWithSites(site: number): Promise<Float64Array> {
    if (this.sites > MOST_SITES_TOGETHER) {
      return this.#joint.covariance(featuresOfRow(this.#siteFeatures, site), this.#siteFeatures);
    }
    this.#between ??= await this.#joint.covariance(this.#siteFeatures, this.#siteFeatures);
    return this.#between.slice(site * this.sites, (site + 1) * this.sites);
  }

  /** Conditions everything on a measurement at a site. */
  async condition(site: number): Promise<void> {
    const { targets, sites, cross, noise, targetVariance, siteVariance } = this;
    const row = await this.#covarianceWithSites(site);
    for (const explained of this.#explained) {
      const factor = explained[site];
      for (let column = 0; column < sites; column++) row[column] -= factor * explained[column];
    }
    const scale = 1 / Math.sqrt(siteVariance[site] + noise);
    const explained = row.map((covariance) => covariance * scale);
    this.#explained.push(explained);

    for (let column = 0; column < sites; column++) {
      siteVariance[column] = Math.max(siteVariance[column] - explained[column] ** 2, this.#siteFloor[column]);
    }
    for (let target = 0; target < targets; target++) {
      const start = target * sites;
      const factor = cross[start + site] * scale;
      targetVariance[target] = Math.max(targetVariance[target] - factor ** 2, this.#targetFloor[target]);
      for (let column = 0; column < sites; column++) cross[start + column] -= factor * explained[column];
    }
  }
}
