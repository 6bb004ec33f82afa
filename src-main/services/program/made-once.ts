import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { changeStamp } from '#main/store/change-stamp.ts';

/** Values of one campaign, of its content at one time. */
interface Kept<T> {
  readonly stamp: string;
  readonly values: Map<string, T>;
}

/** So many of them are kept per campaign: what a window shows side by side, and a little more. */
const MOST = 4;

/**
 * A function of a campaign's content that is made once and kept until the content changes: a window that drags a slider
 * asks sixty times a second for what costs tens of milliseconds to read.
 */
export function madeOnce<Key extends string | number, T>(
  make: (campaign: ReadableCampaign, key: Key) => T,
): (campaign: ReadableCampaign, key: Key) => T {
  const kept = new WeakMap<ReadableCampaign, Kept<T>>();
  return (campaign, key) => {
    const stamp = changeStamp(campaign);
    let current = kept.get(campaign);
    if (current?.stamp !== stamp) {
      current = { stamp, values: new Map() };
      kept.set(campaign, current);
    }
    const known = current.values.get(String(key));
    if (known !== undefined) return known;
    const made = make(campaign, key);
    const [oldest] = current.values.keys();
    if (current.values.size >= MOST && oldest !== undefined) current.values.delete(oldest);
    current.values.set(String(key), made);
    return made;
  };
}
