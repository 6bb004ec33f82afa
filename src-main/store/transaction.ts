import type { WritableCampaign } from './campaign-connection.ts';
import { appendToJournal } from './journal-repository.ts';
import type { JsonObject } from './json-column.ts';

/**
 * One finished step of a campaign: everything that `work` writes and its line in the journal become part of the file
 * together, or not at all. Every write happens inside a transaction; one inside another is part of the outer one.
 *
 * @param action what the journal calls the step: `import`, `fit`, `propose`
 * @param work must be synchronous: SQLite's transaction belongs to the connection, so nothing else may run in between
 * @param detailOf the journal's detail, out of what `work` returns
 * @returns what `work` returns
 * @throws ContouristError `campaign.disk_full` and the others of `translateSqliteError`; the file stays at the step before
 */
export function transaction<T>(
  campaign: WritableCampaign,
  action: string,
  work: () => T,
  detailOf: (result: T) => JsonObject = () => ({}),
): T {
  return campaign.atomically(() => {
    const result = work();
    const journalId = appendToJournal(campaign, action, detailOf(result));
    campaign.history?.name({ journalId, action });
    return result;
  });
}
