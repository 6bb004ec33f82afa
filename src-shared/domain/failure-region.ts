import { z } from 'zod';

/** Whether the chance of failure has a say in which points are proposed. The first is the default. */
export const FAILURE_CHOICES = ['weigh', 'ignore'] as const;

export const failureChoiceSchema = z.enum(FAILURE_CHOICES);

export type FailureChoice = z.infer<typeof failureChoiceSchema>;

const countSchema = z.object({ failed: z.int().nonnegative(), finished: z.int().nonnegative() });

/** Evaluations that ended in a part of the space, with and without a limit. */
export type OutcomeCount = Readonly<z.infer<typeof countSchema>>;

/** Where evaluations fail: in the part of the space where every bound holds. */
export const failureRegionSchema = z.object({
  /** `text` is a parameter, or the difference of two that share a unit. Empty where no bounds describe the part. */
  bounds: z.array(
    z.object({
      text: z.string(),
      side: z.enum(['below', 'above']),
      value: z.number(),
      unit: z.string().exactOptional(),
    }),
  ),
  inside: countSchema,
  outside: countSchema,
  /** The constraint that would keep batches out of the part; null where no bounds describe it. */
  constraint: z.string().nullable(),
});

export type FailureRegion = Readonly<z.infer<typeof failureRegionSchema>>;

export type FailureBound = FailureRegion['bounds'][number];

/**
 * The probability of failure over the space: with probability `trust` it is p with ln(p/(1−p)) = Σ weight × feature, a
 * polynomial of degree two in 2v − 1, and else the same `everywhere`.
 */
export const failureModelSchema = z.object({
  /** The campaign's parameters in their order, bounds and scales as they were: v is measured in them. */
  dimension: z.int().positive(),
  /** Of 1, of every 2v_j − 1, and of every product of two of them (j ≤ k), in this order. */
  weights: z.array(z.number()),
  everywhere: z.number().min(0).max(1),
  trust: z.number().min(0).max(1),
});

export type FailureModel = Readonly<z.infer<typeof failureModelSchema>>;

/** What a batch knew of failures, and what was made of it, as the campaign keeps it. */
export const batchFailuresSchema = z.object({
  choice: failureChoiceSchema,
  /** Null where evaluations do not fail in one part of the space more than elsewhere. */
  found: z.object({ region: failureRegionSchema, model: failureModelSchema }).nullable(),
});

export type BatchFailures = Readonly<z.infer<typeof batchFailuresSchema>>;

/** The same as it leaves the program. */
export const failuresReportSchema = z.object({
  choice: failureChoiceSchema,
  region: failureRegionSchema.nullable(),
});

export type FailuresReport = Readonly<z.infer<typeof failuresReportSchema>>;

/** `m1 < 400 GeV and m2 > 100 GeV (18 of 18 evaluations failed there, 1 of 40 elsewhere)` */
export function failureRegionText({ bounds, inside, outside }: FailureRegion): string {
  const all = ({ failed, finished }: OutcomeCount) => failed + finished;
  const share = (count: OutcomeCount) => `${count.failed} of ${all(count)}`;
  if (bounds.length === 0) {
    const together = {
      failed: inside.failed + outside.failed,
      finished: inside.finished + outside.finished,
    };
    return `in a part of the space that no simple bounds describe (${share(together)} evaluations failed)`;
  }
  const where = bounds.map(
    ({ text, side, value, unit }) =>
      `${text} ${side === 'below' ? '<' : '>'} ${value}${unit === undefined ? '' : ` ${unit}`}`,
  );
  return `at ${where.join(' and ')} (${share(inside)} evaluations failed there, ${share(outside)} elsewhere)`;
}

/** What the analyst may do about them; null where nothing can be offered. */
export function failureRegionHint({ constraint }: FailureRegion): string | null {
  return constraint === null ? null : `the constraint "${constraint}" would keep batches out of there`;
}

/** What a batch has to say of failures; null where there is nothing to say. */
export function failuresText({ choice, region }: FailuresReport): string | null {
  if (region === null) return null;
  const effect =
    choice === 'weigh' ? 'Points were weighed by their chance to succeed' : 'They were ignored, as asked for';
  const hint = failureRegionHint(region);
  return `Failures gather ${failureRegionText(region)}. ${effect}${hint === null ? '' : `; ${hint}`}.`;
}
