import { z } from 'zod';
import { definitionFindingText } from './definition-finding.ts';
import { failureRegionHint, failureRegionSchema, failureRegionText } from './failure-region.ts';
import { fidelitySchema } from './fidelity.ts';
import { fitWarningSchema, fitWarningText } from './fit-warning.ts';
import { pullFindingsSchema, pullFindingTexts } from './pull-findings.ts';
import { quantitySchema } from './quantity.ts';
import { toItsError, withDigits } from './significant-digits.ts';
import { taskUseAdvice, taskUseVerdictSchema } from './task-use.ts';

/** What an analyst should know about where a campaign stands. */
export const statusWarningSchema = z.discriminatedUnion('code', [
  /** Limits, bounds or constraints have changed since the latest iteration. */
  z.object({ code: z.literal('stale'), iteration: z.int() }),
  /** The fit of the latest iteration was interrupted before it was judged. */
  z.object({ code: z.literal('not-judged'), iteration: z.int() }),
  /** The file was copied while it was open, without its log: steps after this time (ISO 8601, UTC) are not in it. */
  z.object({ code: z.literal('missing-log'), lastStepAt: z.string() }),
  /** No coordinate of the campaign changes with these parameters. */
  z.object({ code: z.literal('blind-coordinates'), parameters: z.array(z.string()) }),
  z.object({ code: z.literal('task-use'), quantity: quantitySchema, verdict: taskUseVerdictSchema }),
  /** Two edges of the band are in the wrong order in a share of the volume. */
  z.object({
    code: z.literal('crossing'),
    lower: quantitySchema,
    upper: quantitySchema,
    share: z.number(),
    shareError: z.number().nullable(),
    /** Where they are so most. */
    example: z.array(
      z.object({ parameter: z.string(), value: z.number(), unit: z.string().exactOptional() }),
    ),
  }),
  /** Fewer left-out limits lie within ±1σ than of an honest model. */
  z.object({ code: z.literal('overconfident'), quantity: quantitySchema, coverage: z.number() }),
  /** More test points are on the wrong side than the model claims. */
  z.object({
    code: z.literal('test-points'),
    quantity: quantitySchema,
    count: z.int(),
    error: z.number(),
    claim: z.number(),
  }),
  /** The pulls of limits that a fit had not seen are not those of an honest model. */
  z.object({
    code: z.literal('pulls'),
    quantity: quantitySchema,
    of: z.enum(['test', 'left-out']),
    ...pullFindingsSchema.shape,
  }),
  /** A part of the space, or of the contour, that the fitted points do not support. Null: no contour. */
  z.object({
    code: z.literal('extrapolation'),
    quantity: quantitySchema,
    volume: z.number(),
    contour: z.number().nullable(),
  }),
  /** No high-fidelity limit was fitted: the high fidelity is taken to be the low one. */
  z.object({ code: z.literal('low-fidelity-alone'), iteration: z.int(), low: z.int() }),
  /** Evaluations of a fidelity fail in one part of the space. */
  z.object({ code: z.literal('failures'), fidelity: fidelitySchema, region: failureRegionSchema }),
  /** Batches that were handed out and of which nothing has come back, though newer ones of their fidelity exist. */
  z.object({
    code: z.literal('unanswered'),
    batches: z.array(z.object({ batch: z.int(), points: z.int(), exportedAt: z.string() })),
  }),
  /** What a fit of the latest iteration has to say. */
  z.object({ code: z.literal('fit'), quantity: quantitySchema, warning: fitWarningSchema }),
]);

export type StatusWarning = Readonly<z.infer<typeof statusWarningSchema>>;

/** The warning in words, without a full stop where it is not a sentence of the fit. */
export function statusWarningText(warning: StatusWarning): string {
  switch (warning.code) {
    case 'stale':
      return `limits, bounds or constraints have changed since iteration ${warning.iteration}: fit again for its successor`;
    case 'not-judged':
      return `iteration ${warning.iteration} has no metrics, its fit was interrupted: fit again`;
    case 'missing-log':
      return missingLogText(warning);
    case 'blind-coordinates':
      return definitionFindingText(warning);
    case 'task-use':
      return `${warning.quantity}: ${taskUseAdvice(warning.verdict)}`;
    case 'crossing':
      return crossingText(warning);
    case 'overconfident':
      return `${warning.quantity}: only ${withDigits(100 * warning.coverage, 2)} % of the left-out limits lie within their ±1σ (68 % should): the model is too sure of itself`;
    case 'test-points': {
      const [wrong, claimed] = [warning.error, warning.claim].map((share) => withDigits(100 * share, 2));
      return `${warning.quantity}: ${wrong} % of the ${warning.count} test points are on the wrong side, where the model claims ${claimed} %`;
    }
    case 'pulls':
      return `${warning.quantity}, ${warning.count} ${warning.of === 'test' ? 'test points' : 'left-out limits'}: ${pullFindingTexts(warning).join('; ')}`;
    case 'extrapolation': {
      const ofContour =
        warning.contour === null ? '' : ` and on ${withDigits(100 * warning.contour, 2)} % of the contour`;
      return `${warning.quantity}: the fit extrapolates in ${withDigits(100 * warning.volume, 2)} % of the volume${ofContour}, where the limits say little or are far; slices show where`;
    }
    case 'low-fidelity-alone':
      return `no high-fidelity limit was fitted in iteration ${warning.iteration}: all contours and metrics are those of ${warning.low} low-fidelity limits alone, the full analysis may differ by more than their σ`;
    case 'failures': {
      const hint = failureRegionHint(warning.region);
      return `${warning.fidelity} fidelity: failures gather ${failureRegionText(warning.region)}${hint === null ? '' : `; ${hint}`}`;
    }
    case 'unanswered': {
      const names = warning.batches.map(
        ({ batch, points, exportedAt }) =>
          `batch ${batch} (${points} points, exported ${exportedAt.slice(0, 10)})`,
      );
      return `never answered: ${names.join(', ')}; its points keep their places until they are vetoed or given up`;
    }
    case 'fit':
      return `${warning.quantity}: ${fitWarningText(warning.warning)}`;
  }
}

/** What a copy without its log lacks. */
export function missingLogText({ lastStepAt }: { readonly lastStepAt: string }): string {
  return (
    `this file was copied while the campaign was open, without the -wal beside it: it ends with the step of ${utcText(lastStepAt)}, ` +
    'and steps after it are missing if there were any; copy the campaign again after closing it, or duplicate it'
  );
}

/** `2026-12-01 12:34:56 UTC` */
const utcText = (time: string): string => `${time.slice(0, 19).replace('T', ' ')} UTC`;

function crossingText({
  lower,
  upper,
  share,
  shareError,
  example,
}: Extract<StatusWarning, { code: 'crossing' }>): string {
  const place = example.map(
    ({ parameter, value, unit }) =>
      `${parameter} ${withDigits(value, 3)}${unit === undefined ? '' : ` ${unit}`}`,
  );
  const where = place.length === 0 ? '' : `, most at ${place.join(', ')}`;
  const percent = toItsError(100 * share, shareError === null ? null : 100 * shareError);
  return `${lower} lies above ${upper} in ${percent} % of the volume${where}`;
}
