import { formatCount, formatCounted } from '#renderer/components/numbers/format-number.ts';
import type { CampaignStatus } from '#shared/contract/iterations/status.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { TREND_ITERATIONS } from '#shared/domain/forecast.ts';
import { formatWatched, stateText } from './metric-texts.ts';

/** Whether the analyst may stop, in a sentence or two with formulas between dollar signs. */
export interface VerdictText {
  readonly kind: 'met' | 'not yet' | 'no rule';
  /** `Not sharp yet.` */
  readonly lead: string;
  readonly text: string;
  /** What stands out at its end: `180 more points`. */
  readonly forecast: string | null;
  /** After the forecast: `, 9 batches of 20.` */
  readonly tail: string;
}

export function describeVerdict(
  { stop, iterations, forecast, batches }: CampaignStatus,
  definition: CampaignDefinition,
): VerdictText {
  const latest = iterations.at(-1);
  if (stop === null || latest === undefined) {
    return {
      kind: 'no rule',
      lead: 'No stop rule.',
      text: 'Say when the contour is sharp enough for you, and the forecast of the points still needed appears here.',
      forecast: null,
      tail: '',
    };
  }
  const { value } = stop;
  const goal = formatWatched(stop.below, stop, definition);
  const state =
    value === null
      ? 'The latest iteration does not have the number that your rule watches'
      : stateText(value, stop, definition);
  const running = `${formatCounted(stop.for, 'iteration')}${stop.for === 1 ? '' : ' running'}`;
  if (stop.met) {
    return {
      kind: 'met',
      lead: 'Sharp enough.',
      text: `${state}; your rule asks for less than ${goal} in ${running}. You decide whether to go on.`,
      forecast: null,
      tail: '',
    };
  }
  const soFar = stop.holds > 0 ? `, and it holds for ${formatCount(stop.holds)} so far` : '';
  const rule = `${state}; your rule asks for less than ${goal} in ${running}${soFar}.`;
  return {
    kind: 'not yet',
    lead: 'Not sharp yet.',
    ...forecastText(rule, { forecast, iterations, size: batches.at(-1)?.requested ?? null }),
  };
}

function forecastText(
  rule: string,
  {
    forecast,
    iterations,
    size,
  }: Pick<CampaignStatus, 'forecast' | 'iterations'> & { readonly size: number | null },
): Pick<VerdictText, 'text' | 'forecast' | 'tail'> {
  if (forecast === null) {
    const why =
      iterations.length < 3
        ? 'From three iterations on a forecast says how many more points that takes.'
        : 'At the present pace it does not get there.';
    return { text: `${rule} ${why}`, forecast: null, tail: '' };
  }
  if (forecast.points === 0) return { text: rule, forecast: null, tail: '' };
  const since = iterations.at(-TREND_ITERATIONS)?.iteration ?? iterations[0]?.iteration ?? 1;
  const batches =
    size === null
      ? ''
      : `, ${formatCounted(Math.ceil(forecast.points / size), 'batch', 'batches')} of ${formatCount(size)}`;
  const upper = forecast.high === null ? 'or many more' : `to ${formatCount(forecast.high)}`;
  return {
    text: `${rule} At the pace since iteration ${since} that takes about`,
    forecast: `${formatCount(forecast.points)} more points`,
    tail: `${batches} (${formatCount(forecast.low)} ${upper} at 68 % CL).`,
  };
}
