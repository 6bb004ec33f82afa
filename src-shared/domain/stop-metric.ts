import { z } from 'zod';
import { PARAMETER_METRICS, STOP_METRICS, type StopMetric } from './metric.ts';

/**
 * "Stop when `metric` has been below `below` for `for` iterations in a row."
 *
 * `of` narrows it to one contour quantity or, for a sharpness, to one parameter, in whose unit `below` then is
 * (`{ metric: sharpness, of: m_zp, below: 20 }`: known to ±20 GeV); without it the mean over the contour quantities counts.
 */
export const stopRuleSchema = z.strictObject({
  metric: z.enum(STOP_METRICS),
  of: z.string().exactOptional(),
  below: z.number(),
  for: z.int().min(1).default(1),
});

export type StopRule = Readonly<z.infer<typeof stopRuleSchema>>;

/** The names that `of` may have for a metric; `moved` of a parameter, say, does not exist. */
export function stopRuleSubjects(
  metric: StopMetric,
  campaign: {
    readonly contour: readonly string[];
    readonly parameters: readonly { readonly name: string }[];
  },
): string[] {
  const parameters = PARAMETER_METRICS.some((name) => name === metric)
    ? campaign.parameters.map(({ name }) => name)
    : [];
  return [...campaign.contour, ...parameters];
}
