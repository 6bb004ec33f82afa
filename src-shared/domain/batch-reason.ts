import { z } from 'zod';
import type { Unmet } from '../numerics/thin-regions.ts';
import { compileConstraint } from './expression.ts';
import { withDigits } from './significant-digits.ts';
import type { Space } from './space.ts';

/** Why the evaluation of a batch point failed. */
export const failureReasonSchema = z.discriminatedUnion('code', [
  /** The results file gave no reason. */
  z.object({ code: z.literal('unexplained') }),
  /** What the results file says, or the analyst who gave the point up. */
  z.object({ code: z.literal('text'), text: z.string().min(1) }),
]);

export type FailureReason = Readonly<z.infer<typeof failureReasonSchema>>;

export function failureText(reason: FailureReason): string {
  return reason.code === 'text' ? reason.text : 'no reason given';
}

/** What is known already at the place of a point that somebody added by hand; its result would be a repeat. */
export const knownPlaceSchema = z.discriminatedUnion('code', [
  /** A fitted point has limits there. */
  z.object({ code: z.literal('has-limits'), point: z.int() }),
  /** Another point of a batch asks for it. */
  z.object({ code: z.literal('asked-for'), id: z.string() }),
  /** Its evaluation failed before. */
  z.object({ code: z.literal('failed-before'), id: z.string() }),
]);

export type KnownPlace = Readonly<z.infer<typeof knownPlaceSchema>>;

/** What is known there, as it follows the point's name. */
export function knownPlaceText(known: KnownPlace): string {
  switch (known.code) {
    case 'has-limits':
      return `lies where point ${known.point} has limits already: its result will count as a repeat of that one`;
    case 'asked-for':
      return `lies where ${known.id} is asked for already: it will be evaluated twice`;
    case 'failed-before':
      return `lies where the evaluation of ${known.id} failed`;
  }
}

/** Why a batch has fewer points than were asked for. */
export const shortfallSchema = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('nothing-allowed'),
    /** How many points were tried; left out by earlier versions. */
    tried: z.int().exactOptional(),
    /** The constraints that the nearest of them misses still. */
    missed: z.array(z.string()).exactOptional(),
    /** The nearest point, by parameter. */
    nearest: z.array(z.object({ parameter: z.string(), value: z.number() })).exactOptional(),
  }),
  z.object({
    code: z.literal('too-close'),
    /** How many points were found of so many. */
    found: z.int(),
    wanted: z.int(),
    /** The smallest distance in v that points keep; 0 in a pool, where only the same place counts. */
    distance: z.number(),
  }),
  /** A sentence of an earlier version that this one does not know. */
  z.object({ code: z.literal('text'), text: z.string().min(1) }),
]);

export type Shortfall = Readonly<z.infer<typeof shortfallSchema>>;

/** The reason in a sentence. */
export function shortfallText(reason: Shortfall): string {
  switch (reason.code) {
    case 'nothing-allowed':
      return nothingAllowedText(reason);
    case 'too-close': {
      const found = reason.found === 0 ? 'No point' : `Only ${reason.found} of ${reason.wanted} points`;
      const far = reason.distance > 0 ? `at least ${reason.distance} (of the unit cube)` : 'away';
      return `${found} can be proposed: no other is ${far} from all existing, pending and proposed points.`;
    }
    case 'text':
      return reason.text;
  }
}

function nothingAllowedText({
  tried,
  missed = [],
  nearest = [],
}: Extract<Shortfall, { code: 'nothing-allowed' }>): string {
  if (tried === undefined) return 'No point within the bounds satisfies the constraints.';
  const place = nearest.map(({ parameter, value }) => `${parameter} = ${withDigits(value, 4)}`).join(', ');
  const misses = missed.length === 0 ? '' : ` misses ${missed.map((text) => `"${text}"`).join(' and ')}`;
  const closest = misses === '' ? '' : ` The nearest, ${place},${misses}.`;
  return `No point within the bounds that satisfies the constraints was found: ${tried} were tried, all over the box and then by chains towards the constraints.${closest}`;
}

/** That no point of a space was found, with what came nearest. */
export function nothingAllowed(
  { definition, fromUnit }: Pick<Space, 'definition' | 'fromUnit'>,
  { tried, nearest }: Unmet,
): Shortfall {
  const { parameters, constraints, fixed } = definition;
  const names = parameters.map(({ name }) => name);
  const theta = fromUnit(nearest);
  return {
    code: 'nothing-allowed',
    tried,
    missed: constraints.filter((text) => !compileConstraint(text, names, fixed)(theta)),
    nearest: names.map((parameter, axis) => ({ parameter, value: theta[axis] })),
  };
}
