import { z } from 'zod';
import { memoryText } from './memory-text.ts';

const SOLVER_NAMES = ['dense', 'grid', 'low-rank'] as const;

export const solverNameSchema = z.enum(SOLVER_NAMES);

export type SolverName = z.infer<typeof solverNameSchema>;

/** What a solver makes use of. */
const solverUseSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('any-points') }),
  z.object({ code: z.literal('smooth-kernel') }),
  z.object({
    code: z.literal('grid'),
    /** Points that lie on the grid, its levels by axis, cells without a point, and points beside it. */
    points: z.int(),
    sizes: z.array(z.int()).readonly(),
    holes: z.int(),
    beside: z.int(),
  }),
]);

/** Observations that stand at fewer places, which are solved for in their stead. */
const replicatesSchema = z.object({ observations: z.int(), places: z.int() });

/** Why a solver can solve a regression. */
export const solverBasisSchema = z.object({
  use: solverUseSchema,
  replicates: replicatesSchema.nullable(),
});

/** Why a solver cannot solve a regression, or not exactly enough at the hyperparameters that were found. */
export const solverDeclineSchema = z.discriminatedUnion('code', [
  z.object({
    code: z.enum([
      'kernel-not-smooth',
      'no-grid',
      'no-grid-or-too-many-holes',
      'own-known-variances',
      'noise-too-small',
    ]),
  }),
  z.object({ code: z.literal('too-many-columns'), most: z.int() }),
]);

/** Why a solver was not taken. */
const notTakenSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('declined'), solver: solverNameSchema, why: solverDeclineSchema }),
  z.object({ code: z.literal('memory'), solver: solverNameSchema, bytes: z.number() }),
  z.object({ code: z.literal('slower'), solver: solverNameSchema, ratio: z.number() }),
  /** By version 0.1.0, which chose by multiply-adds. */
  z.object({ code: z.literal('more-operations'), solver: solverNameSchema, ratio: z.number() }),
]);

/** Why a fit was solved the way it was. */
export const solverReasonSchema = z.discriminatedUnion('code', [
  z.object({
    code: z.enum(['fastest', 'asked-for']),
    basis: solverBasisSchema,
    /** Memory at its peak, an estimate. */
    bytes: z.number(),
    others: z.array(notTakenSchema).readonly(),
  }),
  /** Another solver was chosen, which could not be exact enough where the search ended. */
  z.object({ code: z.literal('instead'), of: solverNameSchema, why: solverDeclineSchema }),
  /** A sentence of an earlier version that is not understood; empty where none was kept. */
  z.object({ code: z.literal('told'), text: z.string() }),
]);

export type SolverBasis = Readonly<z.infer<typeof solverBasisSchema>>;
export type SolverDecline = Readonly<z.infer<typeof solverDeclineSchema>>;
export type NotTaken = Readonly<z.infer<typeof notTakenSchema>>;
export type SolverReason = Readonly<z.infer<typeof solverReasonSchema>>;

/** `405 points lie on a 3 × 135 grid, 20 others beside it`: reads after the solver's name. */
export function solverBasisText({ use, replicates }: SolverBasis): string {
  const observations =
    replicates === null
      ? ''
      : `; ${replicates.observations} observations stand at ${replicates.places} places`;
  return `${textOfUse(use)}${observations}`;
}

function textOfUse(use: SolverBasis['use']): string {
  switch (use.code) {
    case 'any-points':
      return 'takes any points';
    case 'smooth-kernel':
      return 'the kernel is smooth';
    case 'grid': {
      const holes = use.holes === 0 ? '' : ` with ${use.holes} holes`;
      const beside = use.beside === 0 ? '' : `, ${use.beside} others beside it`;
      return `${use.points} points lie on a ${use.sizes.join(' × ')} grid${holes}${beside}`;
    }
  }
}

/** `the points lie on no grid`. */
export function solverDeclineText(why: SolverDecline): string {
  return why.code === 'too-many-columns'
    ? `a certificate would take more than ${why.most} columns`
    : DECLINES[why.code];
}

const DECLINES: Readonly<Record<Exclude<SolverDecline['code'], 'too-many-columns'>, string>> = {
  'kernel-not-smooth': 'only the RBF kernel has a low rank',
  'no-grid': 'the points lie on no grid',
  'no-grid-or-too-many-holes': 'the points lie on no grid, or on one with more holes than points',
  'own-known-variances': 'the points have known variances of their own, a grid needs one noise',
  'noise-too-small': 'the noise is so small that rounding would hide what a certificate bounds',
};

/** The reason as it follows the solver's name, without full stop. */
export function solverReasonText(reason: SolverReason): string {
  switch (reason.code) {
    case 'told':
      return reason.text;
    case 'instead':
      return `${reason.of} not: ${solverDeclineText(reason.why)}`;
    default: {
      const basis = `${solverBasisText(reason.basis)}, up to ${memoryText(reason.bytes)}`;
      const asked = reason.code === 'asked-for' ? ['asked for'] : [];
      return [...asked, basis, ...reason.others.map(notTakenText)].join('; ');
    }
  }
}

function notTakenText(other: NotTaken): string {
  switch (other.code) {
    case 'declined':
      return `${other.solver} not: ${solverDeclineText(other.why)}`;
    case 'memory':
      return `${other.solver} not: it needs ${memoryText(other.bytes)}`;
    case 'slower':
      return `${other.solver} would take ${ratioText(other.ratio)} times as long`;
    case 'more-operations':
      return `${other.solver} would need ${ratioText(other.ratio)} times as many operations`;
  }
}

function ratioText(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(1) : String(Math.round(ratio));
}
