import { createHash } from 'node:crypto';
import type { TextFile } from '#main/files/read-text-file.ts';
import { measuredTable, scanPoints, tablePoints } from '#resources/synthetic-scan/limit-tables.ts';
import type { BatchReport } from '#shared/contract/batches/batch.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Space } from '#shared/domain/space.ts';
import { readTable } from '#shared/limit-files/read-table.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';

/** The noise of the synthetic search and where its points lie: the demonstration is the same every time. */
const SEED = 1;

/** Limits of a fidelity at points spread over the space. */
export function scanFile(space: Space, count: number, fidelity: Fidelity): TextFile {
  return textFile(`${fidelity} fidelity`, measuredTable(scanPoints(space, count, SEED), fidelity, SEED));
}

/** The limits that the full analysis would send back for a batch. */
export function resultsFile({ batch, points }: BatchReport): TextFile {
  const names = Object.keys(points[0]?.parameters ?? {});
  const requested = writeTable(
    ['id', ...names],
    points.map(({ id, parameters }) => [id, ...names.map((name) => parameters[name])]),
  );
  const name = `results of batch ${batch}`;
  return textFile(name, measuredTable(tablePoints(readTable(requested, name)), 'high', SEED));
}

/** A table that never was a file, in the form in which files are imported. */
export function textFile(path: string, text: string): TextFile {
  return { path, text, sha256: createHash('sha256').update(text).digest('hex') };
}
