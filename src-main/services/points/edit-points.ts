import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { addNote, changeNote, listNotes, removeNote } from '#main/store/notes-repository.ts';
import { excludePoints, includePoints, pointsById, setTestPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/**
 * Makes points test points, which are never fitted and only judged against, or points for fits.
 *
 * @throws ContouristError `point.unknown`, as all edits here
 */
export function flagAsTest(campaign: WritableCampaign, ids: readonly number[], isTest: boolean): void {
  requirePoints(campaign, ids);
  transaction(
    campaign,
    'flag-test',
    () => setTestPoints(campaign, ids, isTest),
    () => ({ points: [...ids], test: isTest }),
  );
}

/** Leaves points out of every later fit; they stay in the file with the reason. */
export function excludeFromFit(campaign: WritableCampaign, ids: readonly number[], reason: string): void {
  requirePoints(campaign, ids);
  transaction(
    campaign,
    'exclude',
    () => excludePoints(campaign, ids, { code: 'text', text: reason }),
    () => ({ points: [...ids], reason }),
  );
}

/** Takes points back into later fits. */
export function includeInFit(campaign: WritableCampaign, ids: readonly number[]): void {
  requirePoints(campaign, ids);
  transaction(
    campaign,
    'include',
    () => includePoints(campaign, ids),
    () => ({ points: [...ids] }),
  );
}

/** Writes one note on each of the points, in place of the latest one there; an empty text removes it. */
export function notePoints(campaign: WritableCampaign, ids: readonly number[], text: string): void {
  requirePoints(campaign, ids);
  const latest = new Map(
    listNotes(campaign).flatMap(({ subject, subjectId, id }) =>
      subject === 'point' ? [[Number(subjectId), id] as const] : [],
    ),
  );
  transaction(
    campaign,
    'note-points',
    () => {
      for (const id of ids) {
        const note = latest.get(id);
        if (note === undefined) {
          if (text !== '') addNote(campaign, { subject: 'point', subjectId: String(id) }, text);
        } else if (text === '') removeNote(campaign, note);
        else changeNote(campaign, note, text);
      }
    },
    () => ({ points: [...ids], text }),
  );
}

function requirePoints(campaign: WritableCampaign, ids: readonly number[]): void {
  const known = new Set(pointsById(campaign, ids).map(({ id }) => id));
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length === 0) return;
  throw new ContouristError(
    'point.unknown',
    `There is no point ${missing.slice(0, 5).join(', ')} any more.`,
    {
      blame: 'usage',
      hint: 'Another window may have undone its import.',
    },
  );
}
