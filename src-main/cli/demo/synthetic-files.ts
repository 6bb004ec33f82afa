import { createHash } from 'node:crypto';
import type { TableFile } from '#main/services/imports/table-file.ts';
import { measuredTable, scanPoints, tablePoints } from '#resources/synthetic-scan/limit-tables.ts';
import type { BatchReport } from '#shared/contract/batches/batch.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Space } from '#shared/domain/space.ts';
import { readDelimitedTable } from '#shared/formats/delimited/read-delimited.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';

/** The noise of the synthetic search and where its points lie: the demonstration is the same every time. */
const SEED = 1;

/** Limits of a fidelity at points spread over the space. */
export function scanFile(space: Space, count: number, fidelity: Fidelity): TableFile {
  return csvFile(`${fidelity} fidelity`, measuredTable(scanPoints(space, count, SEED), fidelity, SEED));
}

/** The limits that the full analysis would send back for a batch. */
export function resultsFile(batch: BatchReport): TableFile {
  return csvFile(`results of batch ${batch.batch}`, resultsCsv(batch));
}

/** The same as the text of a file. */
export function resultsCsv({ batch, points }: BatchReport): string {
  const names = Object.keys(points[0]?.parameters ?? {});
  const requested = writeTable(
    ['id', ...names],
    points.map(({ id, parameters }) => [id, ...names.map((name) => parameters[name])]),
  );
  const name = `results of batch ${batch}`;
  return measuredTable(tablePoints(readDelimitedTable(requested, name)), 'high', SEED);
}

/** CSV that never was a file, in the form in which files are imported. */
export function csvFile(path: string, text: string): TableFile {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { path, sha256, table: readDelimitedTable(text, path), detection: null, warnings: [] };
}
