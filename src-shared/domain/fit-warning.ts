import { z } from 'zod';
import { fidelitySchema } from './fidelity.ts';
import { QUANTITY_NAMES, type Quantity, quantitySchema } from './quantity.ts';
import { taskUseAdvice, taskUseVerdictSchema } from './task-use.ts';

const sideSchema = z.enum(['lower', 'upper']);

/** What a user should know about a fit. */
export const fitWarningSchema = z.discriminatedUnion('code', [
  /** The mean could not be a linear trend. */
  z.object({ code: z.literal('constant-mean') }),
  /** A length scale at its bound, of the process or of the difference between the fidelities. */
  z.object({
    code: z.enum(['length-at-bound', 'difference-length-at-bound']),
    /** Null where all coordinates have one length. */
    coordinate: z.string().nullable(),
    side: sideSchema,
  }),
  /** Fidelity null: one noise for all limits. */
  z.object({ code: z.literal('noise-at-bound'), fidelity: fidelitySchema.nullable(), side: sideSchema }),
  z.object({
    code: z.literal('amplitude-at-bound'),
    amplitude: z.enum(['all', 'low', 'common', 'high', 'rho', 'difference']),
    side: sideSchema,
  }),
  z.object({ code: z.literal('not-converged') }),
  /** The program cannot read the stored model: it has no such surrogate, or an older version of it. */
  z.object({
    code: z.literal('unreadable-model'),
    surrogate: z.string(),
    reason: z.enum(['unknown', 'newer']),
  }),
  /** Hyperparameters were to be shared by all quantities, and not all could. */
  z.object({
    code: z.literal('not-shared'),
    with: z.array(quantitySchema).readonly(),
    notWith: z.array(quantitySchema).readonly(),
  }),
  /** Another way of using the low-fidelity points predicts left-out limits better. */
  z.object({ code: z.literal('task-use'), verdict: taskUseVerdictSchema }),
]);

export type FitWarning = Readonly<z.infer<typeof fitWarningSchema>>;

/** A warning in words: what is the case, and what that means; one of the two may be all there is. */
export interface WarningText {
  /** Begins with a capital letter, without full stop. */
  readonly fact: string;
  /** Begins with a small letter, without full stop; null where the fact says it all. */
  readonly meaning: string | null;
}

/** The warning in one sentence: `The noise is at its lower bound: the limits look exact.` */
export function fitWarningText(warning: FitWarning): string {
  const { fact, meaning } = fitWarningParts(warning);
  return meaning === null ? `${fact}.` : `${fact}: ${meaning}.`;
}

export function fitWarningParts(warning: FitWarning): WarningText {
  switch (warning.code) {
    case 'constant-mean':
      return {
        fact: 'The mean is a constant',
        meaning: 'the points do not determine a slope along every coordinate',
      };
    case 'length-at-bound':
      return lengthText(warning);
    case 'difference-length-at-bound':
      return differenceLengthText(warning);
    case 'noise-at-bound': {
      const name = warning.fidelity === null ? 'noise' : `noise of the ${warning.fidelity} fidelity`;
      return {
        fact: `The ${name} is at its ${warning.side} bound`,
        meaning: warning.side === 'lower' ? 'the limits look exact' : 'the limits look like scatter alone',
      };
    }
    case 'amplitude-at-bound':
      return {
        fact: `The ${AMPLITUDES[warning.amplitude]} is at its ${warning.side} bound`,
        meaning: 'the data do not determine it',
      };
    case 'not-converged':
      return {
        fact: 'The optimiser stopped before it converged',
        meaning: 'fit again, it goes on from here',
      };
    case 'unreadable-model':
      return {
        fact: `The fit by the surrogate ${warning.surrogate} cannot be read`,
        meaning:
          warning.reason === 'unknown'
            ? 'this version of Contourist has no such surrogate'
            : 'a newer version of Contourist made it',
      };
    case 'not-shared': {
      const others = warning.with.length === 0 ? 'no other quantity' : namesOf(warning.with);
      return {
        fact: `Its hyperparameters are shared with ${others}, not with ${namesOf(warning.notWith)}`,
        meaning: 'that takes one fit, the same points and the same known errors',
      };
    }
    case 'task-use':
      return { fact: `In leave-one-out ${taskUseAdvice(warning.verdict)}`, meaning: null };
  }
}

interface AtBound {
  readonly coordinate: string | null;
  readonly side: 'lower' | 'upper';
}

function lengthText({ coordinate, side }: AtBound): WarningText {
  return {
    fact: `The length of ${coordinate ?? 'all coordinates'} is at its ${side} bound`,
    meaning:
      side === 'upper'
        ? 'beyond the linear mean the data do not depend on it'
        : 'neighbouring points tell nothing of each other',
  };
}

function differenceLengthText({ coordinate, side }: AtBound): WarningText {
  const end = side === 'upper' ? 'longest' : 'shortest';
  return {
    fact: `The tasks' difference has its ${end} length along ${coordinate ?? 'all coordinates'}`,
    meaning:
      side === 'upper' ? 'the data show no change of it there' : 'the data resolve no structure of it there',
  };
}

const AMPLITUDES = {
  all: 'amplitude',
  low: 'amplitude of the low fidelity',
  common: 'part of the amplitude that the fidelities have in common',
  high: "part of the amplitude that is the high fidelity's own",
  rho: 'factor ρ between the fidelities',
  difference: "size of the fidelities' difference",
} as const;

const namesOf = (quantities: readonly Quantity[]): string =>
  quantities.map((quantity) => QUANTITY_NAMES[quantity]).join(', ');
