import { z } from 'zod';

/**
 * A fitted model as the campaign file keeps it: JSON that only the surrogate of that tag understands, at the version that
 * it was written in.
 */
export const storedModelSchema = z.looseObject({
  surrogate: z.string().min(1),
  version: z.int().positive(),
});

export type StoredModel = Readonly<z.infer<typeof storedModelSchema>>;

/**
 * What a surrogate may give beyond the probability of exclusion, which all of them give: mean and standard deviation of
 * ln μ (`lnMu`), the joint distribution of several places, so that measurements can be taken for granted (`conditioning`),
 * predictions of each limit from all others (`leaveOneOut`).
 */
export const ABILITIES = ['lnMu', 'conditioning', 'leaveOneOut'] as const;

export type Ability = (typeof ABILITIES)[number];

export type Abilities = Readonly<Record<Ability, boolean>>;

/** A surrogate as people and programs are told of it. */
export const surrogateFactsSchema = z.object({
  tag: z.string(),
  /** In words: `Gaussian process`. */
  name: z.string(),
  gives: z.object({ lnMu: z.boolean(), conditioning: z.boolean(), leaveOneOut: z.boolean() }),
});

export type SurrogateFacts = Readonly<z.infer<typeof surrogateFactsSchema>>;

/** The tag of the default surrogate, and of every fit that was made before there were others. */
export const GAUSSIAN_PROCESS = 'gaussian-process';
