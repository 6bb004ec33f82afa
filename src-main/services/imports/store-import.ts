import { basename } from 'node:path';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { recordImport } from '#main/store/imports-repository.ts';
import { excludePoints, insertPoints, type NewPoint } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { countRows, isTaken, rejectedCells } from './describe-import.ts';
import { mappingAsStored } from './find-earlier-import.ts';
import { keepRejected, keepTheory } from './keep-with-import.ts';
import type { PreparedFile } from './prepare-import.ts';

/** Stores one prepared file: its points, its quarantined rows, its theory table and its line in the journal. */
export function storeImport(campaign: WritableCampaign, prepared: PreparedFile): void {
  const { file, mapping, isTest, reading, planned } = prepared;
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
        reading: { format: file.table.format, columns: file.table.columns, isTest },
        counts,
      });
      const taken = planned.filter(isTaken);
      excludePoints(
        campaign,
        taken.flatMap(({ replaces }) => replaces),
        { code: 'replaced', import: importId },
      );
      insertPoints(
        campaign,
        taken.map(({ theta, limits }): NewPoint => {
          return { fidelity: reading.fidelity, theta, isTest, importId, limits };
        }),
      );
      keepRejected(campaign, importId, file, rejectedCells(prepared));
      keepTheory(campaign, importId, mapping);
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
