import { z } from 'zod';
import { fidelitySchema } from './fidelity.ts';
import { QUANTITY_NAMES, type Quantity, quantitySchema } from './quantity.ts';
import { withDigits } from './significant-digits.ts';
import { statusWarningSchema, statusWarningText } from './status-warning.ts';

/** What an iteration was judged by: its contour quantities, and the fidelity whose limits it stands on. */
export const judgedBySchema = z.object({ quantities: z.array(quantitySchema), fidelity: fidelitySchema });

export type JudgedBy = Readonly<z.infer<typeof judgedBySchema>>;

/** Something without which a stop rule's verdict has nothing to stand on. */
export const missingEvidenceSchema = z.discriminatedUnion('code', [
  /** The latest iteration has no fit of a contour quantity. */
  z.object({ code: z.literal('not-fitted'), quantity: quantitySchema }),
  /** Every fitted limit inside the space is of the low fidelity. */
  z.object({ code: z.literal('no-high-fidelity'), quantity: quantitySchema, low: z.int() }),
  /** High-fidelity limits at fewer places than the mean and one length scale have terms. */
  z.object({ code: z.literal('few-places'), quantity: quantitySchema, places: z.int(), needed: z.int() }),
  /** Enough places, but at too many of them the limit is a bound: it was clipped. */
  z.object({
    code: z.literal('clipped'),
    quantity: quantitySchema,
    clipped: z.int(),
    measured: z.int(),
    needed: z.int(),
  }),
  /** Enough places, but fewer values of ln μ than needed that differ by more than their noise. */
  z.object({
    code: z.literal('no-variation'),
    quantity: quantitySchema,
    places: z.int(),
    values: z.int(),
    needed: z.int(),
    /** Smallest and largest ln μ. */
    range: z.tuple([z.number(), z.number()]),
  }),
  /** A warning of the fit, or of what it was tested on, that contradicts a small uncertainty. */
  z.object({ code: z.literal('contradicted'), warning: statusWarningSchema }),
  /** Too few iterations in a row were judged by the same quantities of the same fidelity. */
  z.object({
    code: z.literal('judged-otherwise'),
    iteration: z.int(),
    by: judgedBySchema,
    now: judgedBySchema,
  }),
]);

export type MissingEvidence = Readonly<z.infer<typeof missingEvidenceSchema>>;

/** What is missing, in words without a full stop: `observed: no high-fidelity limit …`. */
export function missingEvidenceText(missing: MissingEvidence): string {
  switch (missing.code) {
    case 'not-fitted':
      return `${name(missing.quantity)}: the latest iteration has no fit of it`;
    case 'no-high-fidelity':
      return `${name(missing.quantity)}: no high-fidelity limit inside the space, the contour is that of ${missing.low} low-fidelity limits alone`;
    case 'few-places':
      return `${name(missing.quantity)}: high-fidelity limits at ${counted(missing.places, 'place')} inside the space, at least ${missing.needed} are needed`;
    case 'clipped':
      return `${name(missing.quantity)}: the limits at ${counted(missing.clipped, 'place')} are clipped, which makes them bounds and not values; ${missing.measured} of at least ${missing.needed} are measured`;
    case 'no-variation': {
      const [low, high] = missing.range.map((value) => withDigits(value, 3));
      return `${name(missing.quantity)}: the high-fidelity limits at ${counted(missing.places, 'place')} hardly differ (ln μ from ${low} to ${high}); they say nothing of how μ varies`;
    }
    case 'contradicted':
      return statusWarningText(missing.warning);
    case 'judged-otherwise':
      return `iteration ${missing.iteration} was judged by ${judgedByText(missing.by)}, the latest by ${judgedByText(missing.now)}: they do not count together`;
  }
}

/** On which side of the contour all known limits lie, where they all do. */
export const sideSchema = z.enum(['excluded', 'allowed']);

export type Side = z.infer<typeof sideSchema>;

const name = (quantity: Quantity): string => QUANTITY_NAMES[quantity];

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function judgedByText({ quantities, fidelity }: JudgedBy): string {
  return `${quantities.map(name).join(' and ')} at ${fidelity} fidelity`;
}

/** A high-fidelity limit inside the space. */
export interface EvidenceLimit {
  /** The parameters on their scales, 0 to 1. */
  readonly v: Float64Array;
  /** ln μ. */
  readonly y: number;
  /** Variance of ln μ: the noise of the fit and what the file gives. */
  readonly variance: number;
  /** Whether it stands at the bound of a clip range. */
  readonly isClipped: boolean;
}

/** Places closer than this along every parameter, as a share of its range, are one place. */
const SAME_PLACE = 1e-3;

/**
 * No limit is known better than this, in ln μ: the tolerances of limit finders and their toys are of a few per cent. A fit
 * to limits that hardly differ takes their scatter for structure and knows no noise.
 */
const LEAST_SIGMA = 0.02;

/** What high-fidelity limits say of how ln μ varies. */
export interface LimitVariation {
  /** Different places, and of these the ones where every limit is clipped. */
  readonly places: number;
  readonly clipped: number;
  /** How many values of ln μ there are of which any two differ by more than their noise. */
  readonly values: number;
  readonly range: readonly [number, number];
  /** Null where there are limits on both sides of ln μ = 0, or none. */
  readonly side: Side | null;
}

/**
 * Counts what limits say. Replicates are one place, with their mean. Values are counted from the lowest up: the next one is
 * the first that lies above the last by more than √(σ² + σ²), where every σ is at least {@link LEAST_SIGMA}. Clipped limits
 * have a side, but no value.
 */
export function limitVariation(limits: readonly EvidenceLimit[]): LimitVariation {
  const places = placesOf(limits);
  const measured = places
    .flatMap(({ members }) => {
      const own = members.filter(({ isClipped }) => !isClipped);
      if (own.length === 0) return [];
      const mean = own.reduce((sum, { y }) => sum + y, 0) / own.length;
      const variance = own.reduce((sum, limit) => sum + limit.variance, 0) / own.length ** 2;
      return [{ y: mean, variance: Math.max(variance, LEAST_SIGMA ** 2) }];
    })
    .sort((a, b) => a.y - b.y);
  let values = 0;
  let last: { y: number; variance: number } | undefined;
  for (const limit of measured) {
    if (last !== undefined && limit.y - last.y <= Math.sqrt(limit.variance + last.variance)) continue;
    values += 1;
    last = limit;
  }
  const excluded = limits.filter(({ y }) => y < 0).length;
  return {
    places: places.length,
    clipped: places.length - measured.length,
    values,
    range: [measured[0]?.y ?? Number.NaN, measured.at(-1)?.y ?? Number.NaN],
    side:
      limits.length === 0
        ? null
        : excluded === 0
          ? 'allowed'
          : excluded === limits.length
            ? 'excluded'
            : null,
  };
}

/**
 * What is missing of limits of one quantity.
 *
 * @param needed d + 2, d the number of parameters or of coordinates, whichever is larger
 * @param low how many low-fidelity limits its fit has
 */
export function missingOfLimits(
  quantity: Quantity,
  { places, clipped, values, range }: LimitVariation,
  { needed, low }: { readonly needed: number; readonly low: number },
): MissingEvidence | null {
  if (places === 0) return { code: 'no-high-fidelity', quantity, low };
  if (places < needed) return { code: 'few-places', quantity, places, needed };
  const measured = places - clipped;
  if (measured < needed) return { code: 'clipped', quantity, clipped, measured, needed };
  if (values < needed) {
    return { code: 'no-variation', quantity, places: measured, values, needed, range: [...range] };
  }
  return null;
}

function placesOf(limits: readonly EvidenceLimit[]): { v: Float64Array; members: EvidenceLimit[] }[] {
  const places: { v: Float64Array; members: EvidenceLimit[] }[] = [];
  for (const limit of limits) {
    const known = places.find(({ v }) => v.every((value, j) => Math.abs(value - limit.v[j]) < SAME_PLACE));
    if (known) known.members.push(limit);
    else places.push({ v: limit.v, members: [limit] });
  }
  return places;
}
