import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { listImports } from '#main/store/imports-repository.ts';
import { countPointsByImport } from '#main/store/points-repository.ts';
import { countQuarantineByImport } from '#main/store/quarantine-repository.ts';
import { theoryFileNames } from '#main/store/theory-repository.ts';
import type { ImportRecordReport } from '#shared/contract/imports/imports-methods.ts';
import { QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';
import { mappingSchema } from '#shared/limit-files/mapping.ts';

/** Every import of the campaign with what it brought and what is left of it, latest first. */
export function listImportRecords(campaign: ReadableCampaign): ImportRecordReport[] {
  const points = countPointsByImport(campaign);
  const quarantined = countQuarantineByImport(campaign);
  const theoryFiles = theoryFileNames(campaign);
  return listImports(campaign)
    .reverse()
    .map(({ id, fileName, sha256, kind, fidelity, mapping, user, createdAt, undoneAt }) => {
      const read = mapping === null ? null : mappingSchema.parse(mapping);
      const named = Object.keys(read?.quantities ?? {}) as Quantity[];
      return {
        id,
        file: fileName,
        sha256,
        kind,
        fidelity,
        mapping: read,
        theoryFiles: theoryFiles.get(id) ?? [],
        quantities: QUANTITIES.filter((quantity) => named.includes(quantity)),
        points: points.get(id) ?? 0,
        quarantined: quarantined.get(id) ?? 0,
        user,
        at: createdAt,
        undoneAt,
      };
    });
}
