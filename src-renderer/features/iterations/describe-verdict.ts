import { formatCount, formatCounted } from '#renderer/components/numbers/format-number.ts';
import type { CampaignStatus } from '#shared/contract/iterations/status.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { TREND_ITERATIONS } from '#shared/domain/forecast.ts';
import { missingTexts, wholeSpaceText } from '#shared/domain/stop-rule.ts';
import { formatWatched, stateText } from './metric-texts.ts';

/** Whether the analyst may stop, in a sentence or two with formulas between dollar signs. */
export interface VerdictText {
  readonly kind: 'met' | 'not yet' | 'no evidence' | 'no rule';
  /** `Not sharp yet.` */
  readonly lead: string;
  readonly text: string;
  /** What stands out at its end: `180 more points`. */
  readonly forecast: string | null;
  /** After the forecast: `, 9 batches of 20.` */
  readonly tail: string;
  /** What the verdict lacks, a sentence each. */
  readonly missing: readonly string[];
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
      missing: [],
    };
  }
  const { value } = stop;
  const goal = formatWatched(stop.below, stop, definition);
  const state =
    value === null
      ? 'The latest iteration does not have the number that your rule watches'
      : stateText(value, stop, definition);
  const running = `${formatCounted(stop.for, 'iteration')}${stop.for === 1 ? '' : ' running'}`;
  if (stop.missing.length > 0) {
    return {
      kind: 'no evidence',
      lead: 'No verdict yet.',
      text: `${state}; your rule asks for less than ${goal} in ${running}. The verdict lacks evidence:`,
      forecast: null,
      tail: '',
      missing: missingTexts(stop),
    };
  }
  if (stop.met) {
    return {
      kind: 'met',
      lead: stop.side === null ? 'Sharp enough.' : `All ${stop.side}.`,
      text: `${state}; your rule asks for less than ${goal} in ${running}. ${
        stop.side === null ? '' : `By it ${wholeSpaceText(stop.side)}. `
      }You decide whether to go on.`,
      forecast: null,
      tail: '',
      missing: [],
    };
  }
  const soFar = stop.holds > 0 ? `, and it holds for ${formatCount(stop.holds)} so far` : '';
  const rule = `${state}; your rule asks for less than ${goal} in ${running}${soFar}.`;
  return {
    kind: 'not yet',
    lead: 'Not sharp yet.',
    missing: [],
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
