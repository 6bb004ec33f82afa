import { basename } from 'node:path';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { recordImport } from '#main/store/imports-repository.ts';
import { excludePoints, insertPoints, type NewPoint } from '#main/store/points-repository.ts';
import { quarantineRows } from '#main/store/quarantine-repository.ts';
import { saveTheoryTable } from '#main/store/theory-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { Table } from '#shared/limit-files/table.ts';
import { countRows, isTaken, rejectedCells } from './describe-import.ts';
import { mappingAsStored } from './find-earlier-import.ts';
import type { PreparedFile } from './prepare-import.ts';
import type { LoadedMapping } from './read-limit-file.ts';

/** Stores one prepared file: its points, its quarantined rows, its theory table and its line in the journal. */
export function storeImport(
  campaign: WritableCampaign,
  prepared: PreparedFile,
  { theory }: LoadedMapping,
  isTest: boolean,
): void {
  const { file, reading, planned } = prepared;
  const counts = countRows(prepared);
  const fileName = basename(file.path);
  transaction(
    campaign,
    'import',
    () => {
      const importId = recordImport(campaign, {
        fileName,
        sha256: file.sha256,
        kind: 'limits',
        fidelity: reading.fidelity,
        mapping: mappingAsStored(reading.mapping),
        counts,
      });
      const taken = planned.filter(isTaken);
      excludePoints(
        campaign,
        taken.flatMap(({ replaces }) => replaces),
        `replaced by import ${importId}`,
      );
      insertPoints(
        campaign,
        taken.map(({ theta, limits }): NewPoint => {
          return { fidelity: reading.fidelity, theta, isTest, note: null, importId, limits };
        }),
      );
      quarantineRows(
        campaign,
        importId,
        rejectedCells(prepared).map(({ line, column, value, reason, rowText }) => {
          return {
            file: fileName,
            line,
            column: column || null,
            value: column ? value : null,
            reason,
            rowText,
          };
        }),
      );
      if (theory !== null) {
        const rows = asRecords(theory.table);
        saveTheoryTable(campaign, importId, {
          fileName: basename(theory.file.path),
          sha256: theory.file.sha256,
          rows,
        });
      }
      return importId;
    },
    (importId) => ({
      import: importId,
      file: fileName,
      sha256: file.sha256,
      fidelity: reading.fidelity,
      test: isTest,
      ...counts,
    }),
  );
}

function asRecords({ columns, rows }: Table): Record<string, string>[] {
  return rows.map(({ cells }) =>
    Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])),
  );
}
