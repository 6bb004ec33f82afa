import { formatDecimals } from '#renderer/components/numbers/format-number.ts';
import type { BatchDetail } from '#shared/contract/batches/batches-methods.ts';
import { shortfallText } from '#shared/domain/batch-reason.ts';
import { failuresText } from '#shared/domain/failure-region.ts';
import { ruleText } from './acquisition-texts.ts';

/** What there is to say of a batch as a whole, a line each. */
export function describeWholeBatch({
  points,
  closestPair,
  reason,
  failures,
}: Pick<BatchDetail, 'points' | 'closestPair' | 'reason' | 'failures'>): string[] {
  const staying = points.filter(({ state }) => state !== 'vetoed');
  const nearest = staying.flatMap((point) => (point.nearest === null ? [] : [point.nearest]));
  const remark = failures && failuresText(failures);
  return [
    ...(staying.length > 0 ? [countByRule(staying)] : ['No point is left in it']),
    ...(closestPair === null ? [] : [`Closest pair ${formatDecimals(closestPair, 2)} of the range`]),
    ...(nearest.length === 0
      ? []
      : [`No point closer than ${formatDecimals(Math.min(...nearest), 2)} to an earlier one`]),
    ...(reason === null ? [] : [shortfallText(reason)]),
    ...(remark === null ? [] : [remark]),
  ];
}

/** `10 highest entropy, 9 disc in ±1σ band, 1 added by hand` */
function countByRule(points: BatchDetail['points']): string {
  const counts = new Map<string, number>();
  for (const { rule } of points) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return Array.from(counts, ([rule, count]) => `${count} ${ruleText(rule)}`).join(', ');
}
