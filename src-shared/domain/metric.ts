/** What the rows of a metric belong to, which decides their keys (`metric-key.ts`). */
type MetricSubject =
  /** The campaign as a whole. */
  | 'campaign'
  /** Each contour quantity, and the campaign: the mean over them. */
  | 'contour'
  /** The same, and each parameter. */
  | 'contour and parameter'
  /** Each quantity that has test points. */
  | 'quantity'
  /** Each quantity of each batch that came back. */
  | 'batch'
  /** A pair of band edges. */
  | 'band pair'
  /** A way of using the tasks. */
  | 'task use';

/** A metric as people and programs need to know it. */
interface MetricDescription {
  /** What it is, in a sentence: its formula, and paper and equation where it has one. */
  readonly meaning: string;
  readonly of: MetricSubject;
  /** Which way is better: smaller, larger, near a number; null for what only describes. */
  readonly better: 'smaller' | 'larger' | { readonly near: number } | null;
  /** Whether it has a standard error (Monte Carlo, or of the sample). */
  readonly hasError?: boolean;
  /** Whether the terminal's table writes it, `0.083 ± 0.002`; otherwise the error only decides the digits of shares. */
  readonly isErrorShown?: boolean;
  /** What decides its digits where it has no error of its own: a usual one, or that of the metric it is read beside. */
  readonly usualError?: number | 'testError';
  /** How a value is written: shares as percentages, others with so many significant digits or decimals. */
  readonly format: 'share' | 'count' | { readonly significant: number } | { readonly decimals: number };
  /** Stands behind the number, or for a share says of what it is: `nat`, `of the volume`. By parameter, its own unit. */
  readonly unit?: string;
  /** What it is called where it is chosen, `Average entropy`. */
  readonly name: string;
  /** Its axis in a chart, with TeX between dollar signs; the unit included. */
  readonly axis?: string;
  /** What the axis shows is the value times this: 100 for per cent; 1 if missing. */
  readonly axisFactor?: number;
  /** The upper end of the axis, where it is not what the values need. */
  readonly axisTop?: number;
  /** Its line in a chart that holds more than one, with TeX between dollar signs. */
  readonly line?: string;
  /** The title of its column in the terminal's table of iterations; without one it is not in it. */
  readonly column?: string;
  /**
   * Its value in a sentence without the full stop, `{value}` and `{subject}` (` (observed)`, or nothing) to be put in.
   * Metrics that have it are those that a stop rule may watch.
   */
  readonly statement?: string;
}

/** Shares of tens or hundreds of points are known to a few percent. */
const SHARE_OF_POINTS = 0.03;

const VOLUME = 'of the volume';
const RANGE = 'of the range';

/**
 * The numbers by which an iteration is judged, each described once: what it means, its unit and format, which way is
 * better, and how it reads on screens and in the terminal. Volumes are shares of the allowed space in v, the parameters
 * on their scales from 0 to 1; entropies are in nats; residuals are of ln μ. The order is that of tables and choices.
 */
const CATALOGUE = {
  entropy: {
    meaning:
      'Entropy of the exclusion averaged over the allowed volume, 0 … ln 2. Bhatti et al., CHEP 2023, eq. 8.',
    of: 'contour',
    better: 'smaller',
    hasError: true,
    isErrorShown: true,
    format: { significant: 2 },
    unit: 'nat',
    name: 'Average entropy',
    axis: '$\\langle H\\rangle$ [nat]',
    line: 'average ± Monte-Carlo error',
    column: 'entropy/nat',
    statement: 'The average entropy{subject} is {value}',
  },
  uncertain90: {
    meaning: 'Share of the allowed volume where 0.05 < p_excl < 0.95.',
    of: 'contour',
    better: 'smaller',
    hasError: true,
    format: 'share',
    unit: VOLUME,
    name: 'Uncertain volume, 0.05 < p < 0.95',
    axis: 'volume [%]',
    axisFactor: 100,
    line: '$0.05 < p < 0.95$',
    column: '5 % < p < 95 %',
    statement: '{value} of the volume is still uncertain{subject}',
  },
  uncertain68: {
    meaning: 'Share of the allowed volume where 0.16 < p_excl < 0.84.',
    of: 'contour',
    better: 'smaller',
    hasError: true,
    format: 'share',
    unit: VOLUME,
    name: 'Uncertain volume, 0.16 < p < 0.84',
    axis: 'volume [%]',
    axisFactor: 100,
    line: '$0.16 < p < 0.84$',
    column: '16 % < p < 84 %',
    statement: '{value} of the volume lies within the model’s ±1σ{subject}',
  },
  volumePoints: {
    meaning: 'How many points of the allowed volume entropy, uncertain and changed volume stand on.',
    of: 'campaign',
    better: 'larger',
    format: 'count',
    name: 'Points of the volume',
  },
  volumePointsWanted: {
    meaning: 'On how many points they are to stand: with fewer they are first figures.',
    of: 'campaign',
    better: null,
    format: 'count',
    name: 'Points of the volume in the end',
  },
  extrapolated: {
    meaning:
      'Share of the allowed volume where the surrogate extrapolates: s above half of its prior value, or far beyond all fitted points.',
    of: 'contour',
    better: 'smaller',
    hasError: true,
    format: 'share',
    unit: VOLUME,
    name: 'Extrapolated volume',
  },
  contourExtrapolated: {
    meaning: 'Share of the contour where the surrogate extrapolates.',
    of: 'contour',
    better: 'smaller',
    format: 'share',
    unit: 'of the contour',
    name: 'Extrapolated contour',
  },
  changed: {
    meaning: 'Share of the allowed volume that changed sides since the previous iteration.',
    of: 'contour',
    better: 'smaller',
    hasError: true,
    format: 'share',
    unit: VOLUME,
    name: 'Volume that changed sides',
    axis: 'volume [%]',
    axisFactor: 100,
    line: 'changed sides',
    column: 'changed',
    statement: '{value} of the volume has changed sides{subject}',
  },
  moved: {
    meaning: 'Mean symmetric distance in v between the contours of the previous iteration and this one.',
    of: 'contour',
    better: 'smaller',
    hasError: true,
    format: { significant: 2 },
    unit: RANGE,
    name: 'Contour movement',
    axis: 'movement [% of range]',
    axisFactor: 100,
    line: 'mean distance to the previous contour',
    column: 'moved',
    statement: 'The contour{subject} has moved by {value}',
  },
  sharpness: {
    meaning:
      'Median over the contour of its standard deviation. Of a contour: across it, s/|∇_v ŷ|, in v. By parameter: s/|∂ŷ/∂θ_j| in the parameter’s own unit, its whole range at most.',
    of: 'contour and parameter',
    better: 'smaller',
    format: { significant: 2 },
    unit: RANGE,
    name: 'Sharpness, median',
    line: 'median over the contour',
    statement: 'The contour is known to ±{value}{subject}',
  },
  sharpness90: {
    meaning: 'The 90th percentile of the sharpness over the contour.',
    of: 'contour and parameter',
    better: 'smaller',
    format: { significant: 2 },
    unit: RANGE,
    name: 'Sharpness, nine tenths of the contour',
    line: '90th percentile',
    statement: 'Nine tenths of the contour are known to ±{value}{subject}',
  },
  bandRatio: {
    meaning: 'Median over the contour of s against half the width of the expected ±1σ band.',
    of: 'contour',
    better: 'smaller',
    format: { decimals: 2 },
    name: 'Model σ over the half width of the ±1σ band',
    column: 's/band',
    statement: 'The model’s σ on the contour{subject} is {value} of the band’s half width',
  },
  contourSigma: {
    meaning: 'Median over the contour of s, the standard deviation of ln μ.',
    of: 'contour',
    better: 'smaller',
    format: { decimals: 2 },
    unit: 'in ln μ',
    name: 'Model σ on the contour',
    axis: '$\\sigma(\\ln\\mu)$',
    line: 'model $\\sigma(\\ln\\mu)$',
  },
  bandHalfWidth: {
    meaning: 'Median over the contour of half the width of the expected ±1σ band, of ln μ.',
    of: 'contour',
    better: null,
    format: { decimals: 2 },
    unit: 'in ln μ',
    name: 'Half width of the expected ±1σ band',
    line: 'half width of expected ±1σ',
  },
  looRms: {
    meaning:
      'Root mean square of the leave-one-out residuals of the high-fidelity limits (of the low ones where there are none).',
    of: 'contour',
    better: 'smaller',
    format: { significant: 2 },
    unit: 'in ln μ',
    name: 'Left-out residuals',
    column: 'left-out rms',
    statement: 'Left-out limits{subject} are missed by {value}',
  },
  looPullRms: {
    meaning: 'Root mean square of these residuals in their own standard deviations: 1 for an honest model.',
    of: 'contour',
    better: { near: 1 },
    format: { significant: 2 },
    name: 'Left-out pulls',
  },
  looPullMean: {
    meaning: 'Mean of these pulls: 0 for an honest model.',
    of: 'contour',
    better: { near: 0 },
    format: { significant: 2 },
    name: 'Left-out pulls, mean',
  },
  looCoverage1: {
    meaning: 'Share of these residuals within 1 standard deviation: 0.6827 for an honest model.',
    of: 'contour',
    better: { near: 0.6827 },
    usualError: SHARE_OF_POINTS,
    format: 'share',
    unit: 'of the left-out limits',
    name: 'Left-out limits within ±1σ',
    axis: 'share of left-out limits',
    axisTop: 1.05,
    line: 'within ±1σ',
    column: 'in ±1σ',
  },
  looCoverage2: {
    meaning: 'Share within 2 standard deviations: 0.9545 for an honest model.',
    of: 'contour',
    better: { near: 0.9545 },
    usualError: SHARE_OF_POINTS,
    format: 'share',
    unit: 'of the left-out limits',
    name: 'Left-out limits within ±2σ',
    axis: 'share of left-out limits',
    axisTop: 1.05,
    line: 'within ±2σ',
  },
  testError: {
    meaning: 'Share of the test points on the wrong side of the contour.',
    of: 'contour',
    better: 'smaller',
    hasError: true,
    format: 'share',
    unit: 'of the test points',
    name: 'Test points on the wrong side',
    column: 'test error',
    statement: '{value} of the test points are on the wrong side{subject}',
  },
  testClaim: {
    meaning: 'The model’s own claim of that share: mean min(p, 1 − p) over the test points.',
    of: 'contour',
    better: null,
    usualError: 'testError',
    format: 'share',
    unit: 'of the test points',
    name: 'Test points on the wrong side, as claimed',
    column: 'claimed',
  },
  testPullRms: {
    meaning: 'Root mean square of the test points’ pulls: 1 for an honest model.',
    of: 'contour',
    better: { near: 1 },
    format: { significant: 2 },
    name: 'Pulls of the test points',
  },
  testPullMean: {
    meaning: 'Mean of the test points’ pulls: 0 for an honest model.',
    of: 'contour',
    better: { near: 0 },
    format: { significant: 2 },
    name: 'Pulls of the test points, mean',
  },
  testExcludedCalledExcluded: {
    meaning: 'How many test points are excluded and called excluded.',
    of: 'quantity',
    better: null,
    format: 'count',
    name: 'Excluded, called excluded',
  },
  testExcludedCalledAllowed: {
    meaning: 'How many test points are excluded and called allowed.',
    of: 'quantity',
    better: 'smaller',
    format: 'count',
    name: 'Excluded, called allowed',
  },
  testAllowedCalledExcluded: {
    meaning: 'How many test points are allowed and called excluded.',
    of: 'quantity',
    better: 'smaller',
    format: 'count',
    name: 'Allowed, called excluded',
  },
  testAllowedCalledAllowed: {
    meaning: 'How many test points are allowed and called allowed.',
    of: 'quantity',
    better: null,
    format: 'count',
    name: 'Allowed, called allowed',
  },
  returnedCount: {
    meaning: 'How many points of a batch came back, against the prediction that requested them.',
    of: 'batch',
    better: null,
    format: 'count',
    name: 'Returned points',
    column: 'points',
  },
  returnedRightSide: {
    meaning: 'Share of the returned points on the side that was predicted.',
    of: 'batch',
    better: 'larger',
    usualError: SHARE_OF_POINTS,
    format: 'share',
    name: 'On the predicted side',
    column: 'right side',
  },
  returnedPullMean: {
    meaning: 'Mean of the pulls of the returned points.',
    of: 'batch',
    better: { near: 0 },
    format: { significant: 2 },
    name: 'Mean pull',
    column: 'mean pull',
  },
  returnedPullRms: {
    meaning: 'Root mean square of the pulls of the returned points.',
    of: 'batch',
    better: { near: 1 },
    format: { significant: 2 },
    name: 'RMS of the pulls',
    column: 'rms pull',
  },
  returnedY16: {
    meaning: '16th percentile of ln μ of the returned points, which should gather at 0.',
    of: 'batch',
    better: { near: 0 },
    format: { significant: 2 },
    name: 'ln μ, 16th percentile',
    column: 'ln μ: 16 %',
  },
  returnedY50: {
    meaning: 'Median of ln μ of the returned points.',
    of: 'batch',
    better: { near: 0 },
    format: { significant: 2 },
    name: 'ln μ, median',
    column: '50 %',
  },
  returnedY84: {
    meaning: '84th percentile of ln μ of the returned points.',
    of: 'batch',
    better: { near: 0 },
    format: { significant: 2 },
    name: 'ln μ, 84th percentile',
    column: '84 %',
  },
  crossing: {
    meaning: 'Share of the allowed volume where two fitted band edges are in the wrong order.',
    of: 'band pair',
    better: 'smaller',
    hasError: true,
    format: 'share',
    unit: VOLUME,
    name: 'Crossed band edges',
  },
  crossingExample: {
    meaning: 'Where they are so most: a parameter’s value at an example, in its own unit.',
    of: 'band pair',
    better: null,
    format: { significant: 3 },
    name: 'Example of crossed band edges',
  },
  leftOutLogDensity: {
    meaning: 'Σ ln density of the left-out high-fidelity limits by a way of using the tasks.',
    of: 'task use',
    better: 'larger',
    format: { significant: 4 },
    name: 'ln density of left-out limits',
  },
} as const satisfies Readonly<Record<string, MetricDescription>>;

export type MetricName = keyof typeof CATALOGUE;

type NamesWith<Part> = {
  [Name in MetricName]: (typeof CATALOGUE)[Name] extends Part ? Name : never;
}[MetricName];

/** Metrics that every contour quantity has, and the campaign as their mean. */
export type ContourMetric = NamesWith<{ readonly of: 'contour' | 'contour and parameter' }>;

/** Metrics that parameters have, too. */
export type ParameterMetric = NamesWith<{ readonly of: 'contour and parameter' }>;

export type ErrorMetric = ContourMetric & NamesWith<{ readonly hasError: true }>;

/** What a stop rule may watch. */
export type StopMetric = ContourMetric & NamesWith<{ readonly statement: string }>;

/** What is known of every metric. */
export const METRICS: Readonly<Record<MetricName, MetricDescription>> = CATALOGUE;

const names = Object.keys(METRICS) as MetricName[];

export const CONTOUR_METRICS = names.filter((name): name is ContourMetric =>
  ['contour', 'contour and parameter'].includes(METRICS[name].of),
);

export const PARAMETER_METRICS = names.filter(
  (name): name is ParameterMetric => METRICS[name].of === 'contour and parameter',
);

/**
 * What a stop rule may watch: numbers of an iteration that fall as the contour sharpens. What came back from a batch is
 * not among them: of points requested on the contour one half lies on either side however well it is known.
 */
export const STOP_METRICS = CONTOUR_METRICS.filter(
  (name): name is StopMetric => METRICS[name].statement !== undefined,
);

/** Whether a contour's metric has a standard error. */
export const isErrorMetric = (name: ContourMetric): name is ErrorMetric => METRICS[name].hasError === true;

/** The value of a metric that an honest model has; null where there is no such number. */
export function honestValue(name: MetricName): number | null {
  const { better } = METRICS[name];
  return better !== null && typeof better === 'object' ? better.near : null;
}

/** One number of an iteration. Values are finite: what does not exist has no row. */
export interface MetricRow {
  readonly name: MetricName;
  /** What it belongs to (`metric-key.ts`); null for the campaign as a whole. */
  readonly key: string | null;
  readonly value: number;
  /** Its standard error (Monte-Carlo or of the sample), null where it has none. */
  readonly error: number | null;
}
