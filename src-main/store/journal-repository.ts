import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { type JsonObject, jsonObjectSchema, parseJsonColumn } from './json-column.ts';

/** One line of the journal: what was done, by whom, when, with which version. Lines are never changed. */
export interface JournalLine {
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly toolVersion: string;
  readonly user: string;
  readonly action: string;
  readonly detail: JsonObject;
}

/**
 * Adds a line; `transaction` does this for every step, with the time and author of the open campaign.
 *
 * @returns the line's id
 */
export function appendToJournal(campaign: WritableCampaign, action: string, detail: JsonObject): number {
  return campaign.change.run(
    `INSERT INTO journal (time, tool_version, user, action, detail)
     VALUES (@time, @toolVersion, @user, @action, @detail)`,
    {
      time: campaign.author.now(),
      toolVersion: campaign.author.toolVersion,
      user: campaign.author.user,
      action,
      detail: JSON.stringify(detail),
    },
  );
}

/** The whole journal, oldest line first. */
export function listJournal(campaign: ReadableCampaign): JournalLine[] {
  return campaign.sql.all<JournalRow>(`${SELECT_LINES} ORDER BY id`).map(asLine);
}

/** The lines with these ids, oldest first; ids that do not exist are left out. */
export function journalLines(campaign: ReadableCampaign, ids: readonly number[]): JournalLine[] {
  return campaign.sql
    .all<JournalRow>(`${SELECT_LINES} WHERE id IN (SELECT value FROM json_each(@ids)) ORDER BY id`, {
      ids: JSON.stringify(ids),
    })
    .map(asLine);
}

type JournalRow = Omit<JournalLine, 'detail'> & { readonly detail: string };

const SELECT_LINES = 'SELECT id, time, tool_version AS toolVersion, user, action, detail FROM journal';

const asLine = (row: JournalRow): JournalLine => ({
  ...row,
  detail: parseJsonColumn(jsonObjectSchema, row.detail, 'journal.detail'),
});

/** The journal's action of an opening that found steps missing; see `log-identity.ts`. */
export const MISSING_LOG = 'missing-log';

/** The latest step. The first step of every campaign writes a line. */
export function lastLine(campaign: ReadableCampaign): Pick<JournalLine, 'id' | 'time'> {
  return campaign.sql.get<Pick<JournalLine, 'id' | 'time'>>(
    'SELECT id, time FROM journal ORDER BY id DESC LIMIT 1',
  )!;
}

/** The latest line of an action. */
export function lastLineOf(campaign: ReadableCampaign, action: string): JournalLine | null {
  const row = campaign.sql.get<JournalRow>(
    `${SELECT_LINES} WHERE action = @action ORDER BY id DESC LIMIT 1`,
    { action },
  );
  return row === undefined ? null : asLine(row);
}

/** When the campaign was last changed, not counting a new version of the program: the time of that line, ISO 8601, UTC. */
export function lastChange(campaign: ReadableCampaign): string {
  const row = campaign.sql.get<{ time: string }>(
    "SELECT time FROM journal WHERE action NOT IN ('migrate', 'missing-log') ORDER BY id DESC LIMIT 1",
  );
  // The first step of every campaign writes a line.
  return row!.time;
}
