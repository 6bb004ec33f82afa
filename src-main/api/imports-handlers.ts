import type { z } from 'zod';
import { importFiles } from '#main/services/imports/import-limits.ts';
import { inspectLimitFile } from '#main/services/imports/inspect-limit-file.ts';
import { listImportRecords } from '#main/services/imports/list-import-records.ts';
import { listQuarantineRows } from '#main/services/imports/list-quarantine-rows.ts';
import type { FileToImport } from '#main/services/imports/prepare-import.ts';
import { previewFiles } from '#main/services/imports/preview-files.ts';
import { loadSentMapping } from '#main/services/imports/read-limit-file.ts';
import { repairRows } from '#main/services/imports/repair-rows.ts';
import { planImportUndo, undoImport } from '#main/services/imports/undo-import.ts';
import type { importsMethods } from '#shared/contract/imports/imports-methods.ts';
import { wishOfMapping, wishOfTheory } from '#shared/limit-files/table-wish.ts';
import type { Handlers } from './handlers.ts';
import { openUpload, openUploadedTables } from './open-upload.ts';

export const importsHandlers: Handlers<typeof importsMethods> = {
  'import.inspect': async ({ campaignId, file, format, table, kind }, { campaigns }) => {
    const opened = await openUploadedTables(file, format);
    return inspectLimitFile(campaigns.get(campaignId).campaign, opened, kind, table);
  },
  'import.preview': ({ campaignId, files, duplicates }, { campaigns }) =>
    previewFiles(campaigns.get(campaignId).campaign, files.map(openFile), duplicates),
  'import.run': async ({ campaignId, files, duplicates }, { campaigns }) => {
    const opened = await Promise.all(files.map(openFile));
    return importFiles(campaigns.getWritable(campaignId).writable, opened, duplicates);
  },
  'imports.list': ({ campaignId }, { campaigns }) => listImportRecords(campaigns.get(campaignId).campaign),
  'imports.planUndo': ({ campaignId, id }, { campaigns }) =>
    planImportUndo(campaigns.get(campaignId).campaign, id),
  'imports.undo': ({ campaignId, id }, { campaigns }) =>
    undoImport(campaigns.getWritable(campaignId).writable, id),
  'quarantine.list': ({ campaignId }, { campaigns }) =>
    listQuarantineRows(campaigns.get(campaignId).campaign),
  'quarantine.repair': ({ campaignId, rows, isTrial }, { campaigns }) => {
    if (isTrial) return repairRows(campaigns.get(campaignId).campaign, rows).report;
    const { writable } = campaigns.getWritable(campaignId);
    const { report, store } = repairRows(writable, rows);
    store(writable);
    return report;
  },
};

type FileInput = z.output<(typeof importsMethods)['import.preview']['input']>['files'][number];

async function openFile({ file, format, mapping, theory, isTest }: FileInput): Promise<FileToImport> {
  const opened = await openUpload(file, { format, ...wishOfMapping(mapping) });
  const theoryFile = theory && (await openUpload(theory, wishOfTheory(mapping)));
  return { file: opened, mapping: loadSentMapping(mapping, theoryFile), isTest };
}
