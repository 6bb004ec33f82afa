import { z } from 'zod';
import type { Abilities, Ability } from './surrogate.ts';

/**
 * How a batch is chosen. Guided by the surrogate: `batch-entropy` and `entropy`, `sur` (stepwise uncertainty reduction),
 * `paper` (half entropy, half discs in the band), `improvement`, `straddle`. Blind to it: `random`,
 * `latin-hypercube`, `sobol`, `grid`. The first is the default.
 */
export const ACQUISITION_METHODS = [
  'batch-entropy',
  'sur',
  'entropy',
  'paper',
  'improvement',
  'straddle',
  'random',
  'latin-hypercube',
  'sobol',
  'grid',
] as const;

export const acquisitionMethodSchema = z.enum(ACQUISITION_METHODS);

export type AcquisitionMethod = z.infer<typeof acquisitionMethodSchema>;

/** The methods that do not ask the surrogate. */
export const SPACE_FILLING_METHODS = ['random', 'latin-hypercube', 'sobol', 'grid'] as const;

export type SpaceFillingMethod = (typeof SPACE_FILLING_METHODS)[number];

/** Which rule picked a point: a method's name, or `disc` for the space-filling half of `paper`. */
export const proposalRuleSchema = z.enum([...ACQUISITION_METHODS, 'disc']);

export type ProposalRule = z.infer<typeof proposalRuleSchema>;

/** What a method asks of the surrogate beyond the probability of exclusion. */
export const METHOD_NEEDS: Readonly<Record<AcquisitionMethod, readonly Ability[]>> = {
  'batch-entropy': ['lnMu', 'conditioning'],
  sur: ['lnMu', 'conditioning'],
  entropy: [],
  paper: ['lnMu'],
  improvement: ['lnMu'],
  straddle: ['lnMu'],
  random: [],
  'latin-hypercube': [],
  sobol: [],
  grid: [],
};

/** The methods that surrogates with these abilities can serve, in the order of {@link ACQUISITION_METHODS}. */
export function methodsFor(gives: readonly Abilities[]): AcquisitionMethod[] {
  return ACQUISITION_METHODS.filter((method) =>
    METHOD_NEEDS[method].every((need) => gives.every((abilities) => abilities[need])),
  );
}
