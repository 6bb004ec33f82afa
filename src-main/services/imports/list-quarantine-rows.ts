import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { listImports } from '#main/store/imports-repository.ts';
import { listQuarantine } from '#main/store/quarantine-repository.ts';
import type { OutputOf } from '#shared/contract/methods.ts';

/** The quarantine, in the order of reading, with the columns of the files that its rows are from. */
export function listQuarantineRows(campaign: ReadableCampaign): OutputOf<'quarantine.list'> {
  const rows = listQuarantine(campaign);
  const concerned = new Set(rows.map(({ importId }) => importId));
  const columns = listImports(campaign).flatMap(({ id, reading }): [number, string[]][] =>
    concerned.has(id) && reading !== null ? [[id, [...reading.columns]]] : [],
  );
  return {
    rows: rows.map(({ importId, ...row }) => ({ ...row, import: importId })),
    columns: Object.fromEntries(columns),
  };
}
