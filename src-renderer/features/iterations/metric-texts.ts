import {
  formatCount,
  formatDecimals,
  formatSignificant,
  NO_VALUE,
} from '#renderer/components/numbers/format-number.ts';
import { formatParameter, formatShare } from '#renderer/components/numbers/format-quantity.ts';
import type { IterationStatus } from '#shared/contract/iterations/status.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { METRICS, type MetricName, PARAMETER_METRICS } from '#shared/domain/metric.ts';
import { QUANTITY_NAMES, type Quantity, quantitySchema } from '#shared/domain/quantity.ts';
import type { StopRule } from '#shared/domain/stop-metric.ts';

/** A value of a metric with its unit: `9.4 %`, `0.083 nat`, `0.012 of the range`. */
export function formatMetric(value: number | null, name: MetricName): string {
  if (value === null) return NO_VALUE;
  const { format, unit } = METRICS[name];
  if (format === 'share') return formatShare(value);
  return unit === undefined ? metricNumber(value, name) : `${metricNumber(value, name)} ${unit}`;
}

/** The same without the unit. */
export function metricNumber(value: number, name: MetricName): string {
  const { format } = METRICS[name];
  if (format === 'share') return formatShare(value);
  if (format === 'count') return formatCount(value);
  return 'significant' in format
    ? formatSignificant(value, format.significant)
    : formatDecimals(value, format.decimals);
}

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
  const ofParameter = PARAMETER_METRICS.find((name) => name === metric);
  return ofParameter === undefined ? null : parameter[ofParameter];
}

/** A value of the watched metric with its unit: `9.4 %`, `18 GeV`. */
export function formatWatched(
  value: number,
  { metric, of }: Pick<StopRule, 'metric' | 'of'>,
  { parameters }: Pick<CampaignDefinition, 'parameters'>,
): string {
  const parameter = parameters.find(({ name }) => name === of);
  if (parameter === undefined) return formatMetric(value, metric);
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
  return (METRICS[rule.metric].statement ?? '')
    .replace('{value}', formatWatched(value, rule, definition))
    .replace('{subject}', subjectText(rule.of, definition));
}
