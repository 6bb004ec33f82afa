import { createCampaignTables } from './0001-create-campaign-tables.ts';
import { keepWhatWasSaidOfBatchPoints } from './0002-keep-what-was-said-of-batch-points.ts';
import { keepHowFilesWereRead } from './0003-keep-how-files-were-read.ts';
import { keepReasonsAsCodes } from './0004-keep-reasons-as-codes.ts';
import { recordExportsAndDropUnusedColumns } from './0005-record-exports-and-drop-unused-columns.ts';
import { keepQuarantineReasonsAsCodes } from './0006-keep-quarantine-reasons-as-codes.ts';
import { keepFitsOfAnySurrogate } from './0007-keep-fits-of-any-surrogate.ts';
import { keepWhatBatchesKnewOfFailures } from './0008-keep-what-batches-knew-of-failures.ts';
import { keepSolverReasonsAsCodes } from './0009-keep-solver-reasons-as-codes.ts';
import { keepDeliveries } from './0010-keep-deliveries.ts';
import { tieLogsToTheirFiles } from './0011-tie-logs-to-their-files.ts';
import type { Migration } from './migration.ts';

/** Every migration there is, oldest first; imported statically, so that a build cannot lose one. */
export const MIGRATIONS: readonly Migration[] = [
  createCampaignTables,
  keepWhatWasSaidOfBatchPoints,
  keepHowFilesWereRead,
  keepReasonsAsCodes,
  recordExportsAndDropUnusedColumns,
  keepQuarantineReasonsAsCodes,
  keepFitsOfAnySurrogate,
  keepWhatBatchesKnewOfFailures,
  keepSolverReasonsAsCodes,
  keepDeliveries,
  tieLogsToTheirFiles,
];
