/** How many more high-fidelity points a metric needs to fall below a threshold, if its trend goes on. */
export interface Forecast {
  /** The best estimate; 0 where the latest value is below already. */
  readonly points: number;
  /** The ends of the 68 % interval of the fitted trend; `high` is null where the trend may as well never get there. */
  readonly low: number;
  readonly high: number | null;
}

/** A metric after an iteration. */
export interface TrendPoint {
  readonly highCount: number;
  readonly value: number;
}

/** The trend is that of the latest iterations: the first ones fall faster than any later one. */
export const TREND_ITERATIONS = 6;

/**
 * Extrapolates the trend of a metric: ln(metric) = a + b n by least squares over the latest six iterations, n the
 * number of high-fidelity points. Metrics of this kind fall by a share per batch, and few enough iterations are known
 * that two coefficients are all they can carry.
 *
 * The interval is where the trend's own ±1σ band crosses the threshold (E. C. Fieller, J. R. Stat. Soc. B 16 (1954)
 * 175), with Student's t for the few degrees of freedom. For values that lie on the trend exactly it has no width.
 *
 * @param history oldest first; values above 0
 * @param below the threshold, above 0
 * @returns null with fewer than three iterations, without a downward trend, or where no value can be taken the logarithm of
 */
export function forecastPoints(history: readonly TrendPoint[], below: number): Forecast | null {
  const latest = history.at(-1);
  const known = history.filter(({ value }) => value > 0).slice(-TREND_ITERATIONS);
  if (latest === undefined || known.length < 3 || !(below > 0)) return null;
  if (latest.value < below) return { points: 0, low: 0, high: 0 };

  const trend = fitTrend(known);
  if (trend === null || -trend.slope < NEGLIGIBLE_FALL / latest.highCount) return null;
  const needed = (count: number) => Math.max(0, Math.ceil(count - latest.highCount - ROUNDING));
  // The threshold as seen from the centre of the trend: at distance x the trend is `above` + slope·x above it.
  const above = trend.mean - Math.log(below);
  const [low, high] = bandCrossings(trend, above);
  return {
    points: needed(trend.centre - above / trend.slope),
    low: needed(trend.centre + low),
    high: high === null ? null : needed(trend.centre + high),
  };
}

/** A metric that would not even fall by this share over as many points as there are does not fall. */
const NEGLIGIBLE_FALL = 1e-6;

/** A count that is an integer but for the rounding of logarithms is not rounded up to the next one. */
const ROUNDING = 1e-6;

interface Trend {
  /** Mean number of points and mean ln(metric): the line goes through them. */
  readonly centre: number;
  readonly mean: number;
  readonly slope: number;
  /** t²·variance of `mean` and of `slope`. */
  readonly meanSpread: number;
  readonly slopeSpread: number;
}

/** The least-squares line, or null where all iterations have the same number of points. */
function fitTrend(history: readonly TrendPoint[]): Trend | null {
  const count = history.length;
  const x = history.map(({ highCount }) => highCount);
  const y = history.map(({ value }) => Math.log(value));
  const centre = sum(x) / count;
  const mean = sum(y) / count;
  const sxx = sum(x.map((xi) => (xi - centre) ** 2));
  if (sxx === 0) return null;
  const slope = sum(x.map((xi, i) => (xi - centre) * (y[i] - mean))) / sxx;
  const squares = sum(x.map((xi, i) => (y[i] - mean - slope * (xi - centre)) ** 2));
  const degrees = count - 2;
  const spread = oneSigmaQuantile(degrees) ** 2 * (squares / degrees);
  return { centre, mean, slope, meanSpread: spread / count, slopeSpread: spread / sxx };
}

/**
 * Where the lower and the upper edge of the trend's band cross the threshold: the roots x of
 * (above + slope·x)² = meanSpread + slopeSpread·x².
 *
 * @returns distances from the trend's centre; the second null where the upper edge never comes down
 */
function bandCrossings(trend: Trend, above: number): [low: number, high: number | null] {
  const { slope, meanSpread, slopeSpread } = trend;
  const a = slope * slope - slopeSpread;
  // The discriminant without its cancelling terms, and the roots in the form that stays finite as a goes to 0.
  const root = Math.sqrt(Math.max(0, slope ** 2 * meanSpread + slopeSpread * (above ** 2 - meanSpread)));
  const numerator = -slope * above + root;
  // Where the trend is below at its centre already, only the latest value is not.
  const low = above > 0 ? (above ** 2 - meanSpread) / numerator : Number.NEGATIVE_INFINITY;
  return [low, a > 0 ? numerator / a : null];
}

/**
 * The quantile of Student's t at Φ(1) = 0.8413: 1σ of few degrees of freedom, to 2 % for one degree and 0.1 % above
 * (M. Abramowitz & I. Stegun, eq. 26.7.5, at x = 1).
 */
function oneSigmaQuantile(degrees: number): number {
  return 1 + 1 / (2 * degrees) + 1 / (4 * degrees ** 2) + 1 / (16 * degrees ** 3);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
