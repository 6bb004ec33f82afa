import { importFiles } from '#main/services/imports/import-limits.ts';
import { inspectLimitFile } from '#main/services/imports/inspect-limit-file.ts';
import { listImportRecords } from '#main/services/imports/list-import-records.ts';
import { listQuarantineRows } from '#main/services/imports/list-quarantine-rows.ts';
import type { FileToImport } from '#main/services/imports/prepare-import.ts';
import { previewFiles } from '#main/services/imports/preview-files.ts';
import { repairRows } from '#main/services/imports/repair-rows.ts';
import { planImportUndo, undoImport } from '#main/services/imports/undo-import.ts';
import type { importsMethods } from '#shared/contract/imports/imports-methods.ts';
import type { InputOf } from '#shared/contract/methods.ts';
import { mappingSchema } from '#shared/limit-files/mapping.ts';
import { readTable } from '#shared/limit-files/read-table.ts';
import type { Handlers } from './handlers.ts';
import { openUpload } from './open-upload.ts';

export const importsHandlers: Handlers<typeof importsMethods> = {
  'import.inspect': ({ campaignId, file }, { campaigns }) =>
    inspectLimitFile(campaigns.get(campaignId).campaign, openUpload(file)),
  'import.preview': ({ campaignId, files, duplicates }, { campaigns }) =>
    previewFiles(
      campaigns.get(campaignId).campaign,
      files.map((file) => () => openFile(file)),
      duplicates,
    ),
  'import.run': ({ campaignId, files, duplicates }, { campaigns }) =>
    importFiles(campaigns.getWritable(campaignId).writable, files.map(openFile), duplicates),
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

type FileInput = InputOf<'import.preview'>['files'][number];

function openFile({ file, mapping, theory, isTest = false }: FileInput): FileToImport {
  const located = { ...mappingSchema.parse(mapping), locate: () => ({}) };
  const opened = openUpload(file);
  if (!theory) return { file: opened, mapping: { mapping: located, theory: null }, isTest };
  const theoryFile = openUpload(theory);
  const table = readTable(theoryFile.text, theoryFile.path);
  return { file: opened, mapping: { mapping: located, theory: { file: theoryFile, table } }, isTest };
}
