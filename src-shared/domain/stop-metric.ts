import { z } from 'zod';

/** What a stop rule may watch; each is a number of an iteration that falls as the contour sharpens. */
export const STOP_METRICS = [
  'entropy',
  'uncertain90',
  'uncertain68',
  'moved',
  'changed',
  'sharpness',
  'bandRatio',
  'looRms',
  'batchAccuracy',
  'testError',
] as const;

export type StopMetric = (typeof STOP_METRICS)[number];

/** "Stop when `metric` has been below `below` for `for` iterations in a row." */
export const stopRuleSchema = z.strictObject({
  metric: z.enum(STOP_METRICS),
  below: z.number(),
  for: z.int().min(1).default(1),
});

export type StopRule = Readonly<z.infer<typeof stopRuleSchema>>;
