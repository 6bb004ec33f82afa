import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { listIterations } from '#main/store/iterations-repository.ts';
import type { JsonValue } from '#main/store/json-column.ts';
import type { SpaceEdit } from '#shared/contract/space/space-methods.ts';
import { type CampaignEdit, isSeenByFits } from './edit-campaign.ts';

/** An edit of the definition, as the window shows it before and after it is made. */
export function describeEdit(campaign: ReadableCampaign, edit: CampaignEdit): SpaceEdit {
  const iterations = listIterations(campaign).length;
  return {
    changes: edit.changes.map(({ entry, before, after }) => ({
      entry,
      before: textOf(before),
      after: textOf(after),
    })),
    points: { ...edit.points },
    pendingOutside: edit.pendingOutside,
    isStale: iterations > 0 && isSeenByFits(edit),
    iterations,
  };
}

function textOf(value: JsonValue): string | null {
  if (value === null || typeof value === 'string') return value;
  return JSON.stringify(value);
}
