import { plainText } from '#renderer/components/math/plain-text.ts';
import { formatCount, formatCounted } from '#renderer/components/numbers/format-number.ts';
import { formatShare } from '#renderer/components/numbers/format-quantity.ts';
import { formatMoment } from '#renderer/components/numbers/format-time.ts';
import type { CampaignCard } from '#shared/contract/campaigns/campaigns-methods.ts';

/** A short word on a campaign's state, in the colour of its meaning. */
export interface StateTag {
  readonly text: string;
  readonly color: 'idle' | 'ok' | 'accent' | 'warn';
}

/** What is to be said of a campaign in its tag; null where there is nothing. */
export function stateTag({ state }: CampaignCard): StateTag | null {
  switch (state.kind) {
    case 'running':
      return { text: `batch ${formatCount(state.batch)} running`, color: 'accent' };
    case 'proposed':
      return { text: `${formatCounted(state.points, 'point')} proposed`, color: 'idle' };
    case 'stale':
      return { text: 'fit is out of date', color: 'warn' };
    case 'met':
      return { text: 'stop rule met', color: 'ok' };
    case 'not fitted':
      return { text: 'not fitted yet', color: 'idle' };
    case 'fitted':
      return null;
  }
}

/** `190 points, iteration 8`. */
export function cardFacts({ points, iteration }: CampaignCard): string {
  const count = points === 0 ? 'no points yet' : formatCounted(points, 'point');
  return iteration === 0 ? count : `${count}, iteration ${formatCount(iteration)}`;
}

/** `today 19:16, 9.4 % uncertain`. */
export function cardChange({ changedAt, uncertain }: CampaignCard, now = new Date()): string {
  const moment = formatMoment(changedAt, now);
  return uncertain === null ? moment : `${moment}, ${formatShare(uncertain)} uncertain`;
}

/** What screen readers say of a tile. */
export function cardLabel(card: CampaignCard): string {
  const tag = stateTag(card);
  return [`Open ${plainText(card.name)}`, cardFacts(card), tag?.text, cardChange(card)]
    .filter((part) => part !== undefined)
    .join(', ');
}
