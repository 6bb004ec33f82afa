import { z } from 'zod';
import type { OutsideReason } from './outside-reason.ts';

/** How many points lie outside the space for one reason: beyond one bound, or against one constraint. */
export const outsideTallySchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('not-a-number'), parameter: z.string(), count: z.int() }),
  z.object({
    code: z.enum(['above', 'below']),
    parameter: z.string(),
    bound: z.number(),
    unit: z.string().exactOptional(),
    /** The value that lies farthest out; null where it is infinite. */
    farthest: z.number().nullable(),
    count: z.int(),
  }),
  z.object({ code: z.literal('constraint'), constraint: z.string(), count: z.int() }),
  z.object({ code: z.literal('coordinate'), coordinates: z.array(z.string()).readonly(), count: z.int() }),
]);

export type OutsideTally = Readonly<z.infer<typeof outsideTallySchema>>;

/** Counts reasons by bound and by constraint, the most frequent first. Null stands for a point inside. */
export function tallyOutside(reasons: Iterable<OutsideReason | null>): OutsideTally[] {
  const tallies = new Map<string, OutsideTally>();
  for (const reason of reasons) {
    if (reason === null) continue;
    const key = keyOf(reason);
    const known = tallies.get(key);
    tallies.set(key, known === undefined ? first(reason) : add(known, reason));
  }
  return [...tallies.values()].sort((a, b) => b.count - a.count);
}

function keyOf(reason: OutsideReason): string {
  const what = 'parameter' in reason ? reason.parameter : 'constraint' in reason ? reason.constraint : '';
  return `${reason.code} ${what}`;
}

function first(reason: OutsideReason): OutsideTally {
  if (!('value' in reason)) return { ...reason, count: 1 };
  const { value, ...rest } = reason;
  return { ...rest, farthest: value, count: 1 };
}

function add(tally: OutsideTally, reason: OutsideReason): OutsideTally {
  const count = tally.count + 1;
  if (!('farthest' in tally) || !('value' in reason)) return { ...tally, count };
  const { farthest } = tally;
  if (farthest === null || reason.value === null) return { ...tally, farthest: null, count };
  const larger = tally.code === 'above' ? Math.max : Math.min;
  return { ...tally, farthest: larger(farthest, reason.value), count };
}

/** `8 with m_zp above 4500 GeV (up to 6000), 4 where m_zp - 2*m_dm >= 0 does not hold`. */
export function outsideTallyText(tallies: readonly OutsideTally[]): string {
  return tallies.map(oneText).join(', ');
}

function oneText(tally: OutsideTally): string {
  switch (tally.code) {
    case 'not-a-number':
      return `${tally.count} without a number for ${tally.parameter}`;
    case 'above':
    case 'below': {
      const bound = `${tally.bound}${tally.unit === undefined ? '' : ` ${tally.unit}`}`;
      const end = tally.code === 'above' ? 'up to' : 'down to';
      const infinite = tally.code === 'above' ? 'infinity' : '-infinity';
      return `${tally.count} with ${tally.parameter} ${tally.code} ${bound} (${end} ${tally.farthest ?? infinite})`;
    }
    case 'constraint':
      return `${tally.count} where ${tally.constraint} does not hold`;
    case 'coordinate':
      return `${tally.count} where a coordinate (${tally.coordinates.join(', ')}) is not finite`;
  }
}
