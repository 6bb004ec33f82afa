import type { ReadableCampaign } from './campaign-connection.ts';

/**
 * A text that is another one after every change to the file, by this connection or by another process: what was made
 * out of the file before may be kept for as long as it stays the same.
 */
export function changeStamp(campaign: ReadableCampaign): string {
  const row = campaign.sql.get<{ own: number; others: number }>(
    // Naming the log in the file (see `log-identity.ts`) is a write, and no change of the campaign.
    `SELECT total_changes() - (SELECT writes FROM log_identity) AS own, data_version AS others
     FROM pragma_data_version()`,
  );
  return `${row?.own}/${row?.others}`;
}
