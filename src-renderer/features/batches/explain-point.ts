import { formatDecimals, formatSignificant } from '#renderer/components/numbers/format-number.ts';
import { formatLimit, formatProbability, formatShare } from '#renderer/components/numbers/format-quantity.ts';
import type { BatchDetailPoint } from '#shared/contract/batches/batches-methods.ts';
import { failureText, knownPlaceText } from '#shared/domain/batch-reason.ts';

/** p within these ends is as good as one half. */
const EVEN = [0.4, 0.6] as const;

/** What speaks for or against a point, and what became of it. */
type Explained = Pick<
  BatchDetailPoint,
  | 'id'
  | 'state'
  | 'mean'
  | 'sd'
  | 'pExcl'
  | 'nearest'
  | 'gain'
  | 'success'
  | 'vetoReason'
  | 'failureReason'
  | 'known'
  | 'y'
>;

/**
 * Why a point is in its batch, in sentences with formulas between dollar signs: what the model says there, how far it is
 * from what is known, what its evaluation should bring, and what came of it.
 *
 * @param batch all points of the batch, to say which gain is the largest, and the entropy before it
 */
export function explainPoint(
  point: Explained,
  batch: { readonly points: readonly Explained[]; readonly entropyBefore: number | null },
): string[] {
  return [
    ...predictionSentence(point),
    ...nearestSentence(point),
    ...knownSentence(point),
    ...gainSentence(point, batch),
    ...successSentence(point),
    ...outcomeSentence(point),
  ];
}

function predictionSentence({ mean, sd, pExcl }: Explained): string[] {
  if (pExcl === null) return ['There was no fit when it was proposed: it helps to cover the space.'];
  const so =
    pExcl > EVEN[0] && pExcl < EVEN[1]
      ? 'excluded and allowed are equally likely'
      : `it is excluded with probability ${formatProbability(pExcl)}`;
  if (mean === null || sd === null) return [`By the model ${so}.`];
  return [`The model gives $\\mu$ = ${formatLimit(Math.exp(mean))} within ${spreadText(sd)}, so ${so}.`];
}

/** What one standard deviation of ln μ is for μ: a factor, or a share where that would read 1.0. */
function spreadText(sd: number): string {
  return sd < 0.095 ? formatShare(sd) : `a factor ${formatSignificant(Math.exp(sd), 2)}`;
}

function nearestSentence({ nearest }: Explained): string[] {
  if (nearest === null) return [];
  return [`The nearest point is ${formatDecimals(nearest, 2)} of the range away.`];
}

function knownSentence({ known }: Explained): string[] {
  return known === null ? [] : [`It ${knownPlaceText(known)}.`];
}

function gainSentence(
  { gain, state }: Explained,
  { points, entropyBefore }: { readonly points: readonly Explained[]; readonly entropyBefore: number | null },
): string[] {
  if (gain === null || entropyBefore === null || entropyBefore === 0 || state === 'vetoed') return [];
  if (gain <= 0) return ['One evaluation here is not expected to lower the average entropy.'];
  const others = points.filter((other) => other.state !== 'vetoed');
  const isMost = others.length > 1 && others.every((other) => (other.gain ?? 0) <= gain);
  const share = formatShare(gain / entropyBefore);
  return [
    `One evaluation here should lower the average entropy by ${share}${isMost ? ', the most in this batch' : ''}.`,
  ];
}

function successSentence({ success, state }: Explained): string[] {
  if (success === null || state === 'vetoed') return [];
  return [`Its evaluation should succeed with probability ${formatProbability(success)}.`];
}

function outcomeSentence({ state, vetoReason, failureReason, y, mean, sd }: Explained): string[] {
  switch (state) {
    case 'pinned':
      return ['You want it in any case.'];
    case 'vetoed':
      return [vetoReason === null ? 'You do not want it.' : `You do not want it: ${vetoReason}.`];
    case 'requested':
      return ['It has been handed out.'];
    case 'running':
      return ['The grid has it.'];
    case 'failed':
      return [`Its evaluation failed: ${failureText(failureReason ?? { code: 'unexplained' })}.`];
    case 'done':
    case 'late': {
      const when = state === 'late' ? ' after the campaign had gone on' : '';
      if (y === null) return [`It came back${when}, without a limit of the contour's quantity.`];
      const came = `It came back${when} with $\\mu$ = ${formatLimit(Math.exp(y))}`;
      if (mean === null || sd === null || sd === 0) return [`${came}.`];
      const distance = (y - mean) / sd;
      const side = distance < 0 ? 'below' : 'above';
      return [`${came}, ${formatDecimals(Math.abs(distance), 1)} σ ${side} what the model gave.`];
    }
    default:
      return [];
  }
}
