import { z } from 'zod';
import { findCampaignProblems } from './campaign-rules.ts';
import { quantitySchema } from './quantity.ts';
import { stopRuleSchema } from './stop-metric.ts';

/** A free parameter of the model. `log` means log10; proposals lie on the lattice lower + k·step where there is one. */
export const parameterSchema = z.strictObject({
  name: z.string(),
  /** TeX for axes, `m_{Z'}`. */
  label: z.string().exactOptional(),
  unit: z.string().exactOptional(),
  lower: z.number(),
  upper: z.number(),
  scale: z.enum(['linear', 'log']).default('linear'),
  step: z.number().exactOptional(),
});

export type Parameter = Readonly<z.infer<typeof parameterSchema>>;

/** One quantity stands for a list of one. */
const contourSchema = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(quantitySchema).min(1),
);

const entriesSchema = z.strictObject({
  name: z.string().min(1),
  parameters: z.array(parameterSchema).min(1),
  /** Parameters held at one value: recorded, usable in expressions, never modelled. */
  fixed: z.record(z.string(), z.number()).default({}),
  /** Comparisons that every point must satisfy. */
  constraints: z.array(z.string()).default([]),
  /** Expressions that the Gaussian process sees instead of the parameters. */
  coordinates: z.array(z.string()).min(1).exactOptional(),
  quantities: z.array(quantitySchema).min(1),
  /** The quantities whose contour ln μ = 0 is sought; the rules average over them. */
  contour: contourSchema,
  stop: stopRuleSchema.exactOptional(),
});

export type CampaignDefinition = Readonly<z.infer<typeof entriesSchema>>;

/**
 * What a campaign explores and asks: the content of `campaign.yaml`, with defaults filled in and every rule between
 * its entries checked (bounds, names, expressions, contour among the quantities).
 */
export const campaignDefinitionSchema = entriesSchema.superRefine((definition, context) => {
  for (const { path, message, ...params } of findCampaignProblems(definition)) {
    context.addIssue({ code: 'custom', path: [...path], message, params });
  }
});
