/**
 * The numbers by which an iteration is judged. Volumes are shares of the allowed space in v, the parameters on their
 * scales from 0 to 1; entropies are in nats; residuals are of ln μ.
 *
 * A row without key is the campaign's: the mean over its contour quantities. Rows with a key belong to a quantity
 * (`exp`), a parameter (`m_zp`), or both (`exp/m_zp`).
 */
export const METRICS = [
  /** Entropy of the exclusion averaged over the allowed volume, 0 … ln 2. Bhatti et al., CHEP 2023, eq. 8. */
  'entropy',
  /** Share of the allowed volume where 0.05 < p_excl < 0.95. */
  'uncertain90',
  /** Share of the allowed volume where 0.16 < p_excl < 0.84. */
  'uncertain68',
  /** Share of the allowed volume that changed sides since the previous iteration. */
  'changed',
  /** Mean symmetric distance in v between the contours of the previous iteration and this one. */
  'moved',
  /**
   * Median over the contour of its standard deviation. Without key or by quantity: across the contour, s/|∇_v ŷ|, in v.
   * By parameter: s/|∂ŷ/∂θ_j| in the parameter's own unit, its whole range at most.
   */
  'sharpness',
  /** The 90th percentile of the same. */
  'sharpness90',
  /** Median over the contour of s against half the width of the expected ±1σ band. */
  'bandRatio',
  /** The same two by themselves, of ln μ: median over the contour of s, and of half the width of the band. */
  'contourSigma',
  'bandHalfWidth',
  /** Root mean square of the leave-one-out residuals of the high-fidelity limits (of the low ones where there are none). */
  'looRms',
  /** Root mean square of these residuals in their own standard deviations: 1 for an honest model. */
  'looPullRms',
  /** Share of these residuals within 1 standard deviation: 0.683 for an honest model. */
  'looCoverage1',
  /** Share within 2 standard deviations: 0.954 for an honest model. */
  'looCoverage2',
  /** Σ ln density of the left-out high-fidelity limits by a way of using the tasks, key `exp/own`; see `TaskUse`. */
  'leftOutLogDensity',
  /** Share of the test points on the wrong side of the contour. */
  'testError',
  /** The model's own claim of that share: mean min(p, 1 − p) over the test points. */
  'testClaim',
  /** Root mean square of the test points' pulls. */
  'testPullRms',
  /** How many test points are excluded (or not) and called excluded (or allowed). */
  'testExcludedCalledExcluded',
  'testExcludedCalledAllowed',
  'testAllowedCalledExcluded',
  'testAllowedCalledAllowed',
  /** The points of a batch that came back, key `b3/exp`, against the prediction that requested them. */
  'returnedCount',
  /** Share of them on the side that was predicted. */
  'returnedRightSide',
  /** Mean and root mean square of their pulls. */
  'returnedPullMean',
  'returnedPullRms',
  /** Distribution of their y = ln μ, which should gather at 0: 16th percentile, median, 84th percentile. */
  'returnedY16',
  'returnedY50',
  'returnedY84',
  /** Share of the allowed volume where two fitted band edges are in the wrong order, key `exp_m1>exp`. */
  'crossing',
  /** Where they are so most, key `exp_m1>exp/1/m_zp`: the parameter's value at the first example. */
  'crossingExample',
] as const;

export type MetricName = (typeof METRICS)[number];

/** One number of an iteration. Values are finite: what does not exist has no row. */
export interface MetricRow {
  readonly name: MetricName;
  /** The quantity or parameter that it belongs to; null for the campaign as a whole. */
  readonly key: string | null;
  readonly value: number;
  /** Its standard error (Monte-Carlo or of the sample), null where it has none. */
  readonly error: number | null;
}

/**
 * A way of using the low-fidelity points: f_high = ρ f_low + δ (`own`), the paper's κ (`none`, both named as
 * `--difference` names them), or not at all (`alone`: the high-fidelity points by themselves).
 */
export const TASK_USES = ['own', 'none', 'alone'] as const;

export type TaskUse = (typeof TASK_USES)[number];
