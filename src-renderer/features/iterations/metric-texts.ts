import { formatDecimals, formatSignificant } from '#renderer/components/numbers/format-number.ts';
import { formatParameter, formatShare } from '#renderer/components/numbers/format-quantity.ts';
import type { IterationStatus } from '#shared/contract/iterations/status.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { QUANTITY_NAMES, type Quantity, quantitySchema } from '#shared/domain/quantity.ts';
import type { StopMetric, StopRule } from '#shared/domain/stop-metric.ts';

interface MetricText {
  /** In the choice of metrics. */
  readonly name: string;
  /** `9.4 % of the volume is still uncertain`. */
  readonly state: (value: string, subject: string) => string;
  readonly format: (value: number) => string;
  /** What stands behind the number in the editor. */
  readonly unit?: string;
}

const distance = (value: number): string => `${formatSignificant(value, 2)} of the range`;

export const METRIC_TEXTS: Readonly<Record<StopMetric, MetricText>> = {
  entropy: {
    name: 'Average entropy',
    state: (value, subject) => `The average entropy${subject} is ${value}`,
    format: (value) => `${formatSignificant(value, 2)} nat`,
    unit: 'nat',
  },
  uncertain90: {
    name: 'Uncertain volume, 0.05 < p < 0.95',
    state: (value, subject) => `${value} of the volume is still uncertain${subject}`,
    format: formatShare,
    unit: 'of the volume',
  },
  uncertain68: {
    name: 'Uncertain volume, 0.16 < p < 0.84',
    state: (value, subject) => `${value} of the volume lies within the model’s ±1σ${subject}`,
    format: formatShare,
    unit: 'of the volume',
  },
  changed: {
    name: 'Volume that changed sides',
    state: (value, subject) => `${value} of the volume has changed sides${subject}`,
    format: formatShare,
    unit: 'of the volume',
  },
  moved: {
    name: 'Contour movement',
    state: (value, subject) => `The contour${subject} has moved by ${value}`,
    format: distance,
    unit: 'of the range',
  },
  sharpness: {
    name: 'Sharpness, median',
    state: (value, subject) => `The contour is known to ±${value}${subject}`,
    format: distance,
    unit: 'of the range',
  },
  sharpness90: {
    name: 'Sharpness, nine tenths of the contour',
    state: (value, subject) => `Nine tenths of the contour are known to ±${value}${subject}`,
    format: distance,
    unit: 'of the range',
  },
  bandRatio: {
    name: 'Model σ over the half width of the ±1σ band',
    state: (value, subject) => `The model’s σ on the contour${subject} is ${value} of the band’s half width`,
    format: (value) => formatDecimals(value, 2),
  },
  looRms: {
    name: 'Left-out residuals',
    state: (value, subject) => `Left-out limits${subject} are missed by ${value} in ln μ`,
    format: (value) => formatSignificant(value, 2),
    unit: 'in ln μ',
  },
  testError: {
    name: 'Test points on the wrong side',
    state: (value, subject) => `${value} of the test points are on the wrong side${subject}`,
    format: formatShare,
    unit: 'of the test points',
  },
};

/** The value that a rule watches in an iteration; null where the iteration does not have it. */
export function watchedValue(
  iteration: IterationStatus,
  { metric, of }: Pick<StopRule, 'metric' | 'of'>,
): number | null {
  if (of === undefined) return iteration[metric];
  const quantity = quantitySchema.safeParse(of);
  if (quantity.success) return iteration.contours[quantity.data]?.[metric] ?? null;
  const parameter = iteration.parameters[of];
  if (parameter === undefined) return null;
  return metric === 'sharpness' || metric === 'sharpness90' ? parameter[metric] : null;
}

/** A value of the watched metric with its unit: `9.4 %`, `18 GeV`. */
export function formatWatched(
  value: number,
  { metric, of }: Pick<StopRule, 'metric' | 'of'>,
  { parameters }: Pick<CampaignDefinition, 'parameters'>,
): string {
  const parameter = parameters.find(({ name }) => name === of);
  if (parameter === undefined) return METRIC_TEXTS[metric].format(value);
  return formatParameter(Number(value.toPrecision(2)), { unit: parameter.unit });
}

/** What the metric is of, as it follows the sentence: ` in $m_{Z'}$`, ` (observed)`. */
function subjectText(of: string | undefined, { parameters }: Pick<CampaignDefinition, 'parameters'>): string {
  if (of === undefined) return '';
  const parameter = parameters.find(({ name }) => name === of);
  if (parameter !== undefined) {
    return ` in ${parameter.label === undefined ? parameter.name : `$${parameter.label}$`}`;
  }
  return ` (${QUANTITY_NAMES[of as Quantity] ?? of})`;
}

/** The metric's present value in a sentence without its full stop. */
export function stateText(
  value: number,
  rule: Pick<StopRule, 'metric' | 'of'>,
  definition: Pick<CampaignDefinition, 'parameters'>,
): string {
  return METRIC_TEXTS[rule.metric].state(
    formatWatched(value, rule, definition),
    subjectText(rule.of, definition),
  );
}
