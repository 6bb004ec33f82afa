import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { pointColumns } from '#main/store/point-columns.ts';
import type { OutsideReason } from '#shared/domain/outside-reason.ts';
import { type OutsideTally, tallyOutside } from '#shared/domain/outside-tally.ts';
import { createSpace } from '#shared/domain/space.ts';
import { madeOnce } from '../program/made-once.ts';

/** Every point of the file is one of these: the first that applies. */
export interface PointStateCounts {
  /** Left out by the user or by a later import. */
  readonly excluded: number;
  readonly test: number;
  /** Beyond the campaign's bounds, constraints or coordinates. */
  readonly outside: number;
  /** Those by bound and by constraint. */
  readonly outsideBy: readonly OutsideTally[];
  /** What fits use. */
  readonly fitted: number;
}

/** How the campaign's points stand with the fit. */
export function countPointStates(campaign: ReadableCampaign): PointStateCounts {
  return counted(campaign, '');
}

const counted = madeOnce((campaign): PointStateCounts => {
  const { ids, isTest, excludedReasons, theta } = pointColumns(campaign);
  const space = createSpace(readDefinition(campaign));
  const counts = { excluded: 0, test: 0, fitted: 0 };
  const outside: OutsideReason[] = [];
  for (const row of ids.keys()) {
    if (excludedReasons[row] !== null) counts.excluded++;
    else if (isTest[row]) counts.test++;
    else {
      const why = space.whyOutside(theta.map((column) => column[row] ?? Number.NaN));
      if (why === null) counts.fitted++;
      else outside.push(why);
    }
  }
  return { ...counts, outside: outside.length, outsideBy: tallyOutside(outside) };
});
