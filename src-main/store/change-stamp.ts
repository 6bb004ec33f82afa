import type { ReadableCampaign } from './campaign-connection.ts';

/**
 * A text that is another one after every change to the file, by this connection or by another process: what was made
 * out of the file before may be kept for as long as it stays the same.
 */
export function changeStamp(campaign: ReadableCampaign): string {
  const row = campaign.sql.get<{ own: number; others: number }>(
    'SELECT total_changes() AS own, data_version AS others FROM pragma_data_version()',
  );
  return `${row?.own}/${row?.others}`;
}
