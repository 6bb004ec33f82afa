import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { OutputWork } from '#main/files/output-file.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { chooseTable } from '#shared/formats/choose-table.ts';
import { readFile } from '#shared/formats/registry.ts';
import { type CellValue, writeTable } from '#shared/limit-files/write-table.ts';
import type { CollectedResults, PointStatus } from '../pack.ts';

/** How a point ended, as `run-point.sh` says it. */
export interface Outcome {
  /** The status that the command ended with. */
  readonly exit: number;
  /** How long it took. */
  readonly seconds: number;
}

const outcomeSchema = z.object({ exit: z.int(), seconds: z.number().min(0) });

/** How much of the end of a log is read for the reason of a failure, in bytes. */
const LOG_BYTES = 4000;
const REASON_LINES = 3;
const REASON_CHARACTERS = 300;

/** How a point in a batch's folder ended; null where it has not. */
export function outcomeOf(folder: string, id: string): Outcome | null {
  try {
    return outcomeSchema.parse(JSON.parse(readFileSync(join(folder, 'points', id, 'outcome.json'), 'utf8')));
  } catch {
    return null;
  }
}

/** Whether a point's command was started. */
export const hasStarted = (folder: string, id: string): boolean =>
  existsSync(join(folder, 'points', id, 'started'));

/** Why a point failed, in the last words of its command. */
function failureOf(folder: string, id: string, { exit }: Outcome): string {
  const lines = endOfLog(join(folder, 'points', id, 'log.txt'))
    .split(/\r\n|\r|\n/)
    // What a terminal or a table would take for a command is dropped.
    .map((line) => line.replaceAll(/\p{C}/gu, '').trim())
    .filter((line) => line !== '');
  return lines.slice(-REASON_LINES).join(' | ').slice(-REASON_CHARACTERS) || `exit status ${exit}`;
}

/** How a point stands by its outcome; null where it has none. */
export function statusByOutcome(folder: string, id: string): PointStatus | null {
  const outcome = outcomeOf(folder, id);
  if (outcome === null) return null;
  if (outcome.exit === 0) return { id, state: 'finished', reason: null };
  return { id, state: 'failed', reason: failureOf(folder, id, outcome) };
}

/** Lets a point be evaluated again: forgets how it ended. */
export function forgetOutcome(folder: string, id: string): void {
  for (const name of ['outcome.json', 'started']) rmSync(join(folder, 'points', id, name), { force: true });
}

/** What of a folder's points has come back. */
export interface PointsToCollect {
  readonly folder: string;
  readonly ids: readonly string[];
  /** The name of a result in the folder of its point. */
  readonly result: string;
  /** Cores of a job. */
  readonly cores: number;
  /** Points that ended without an outcome, and why: the system says so. */
  readonly lost: ReadonlyMap<string, string>;
}

/**
 * The results of the points that have ended, as a table for the import of results. Each result is read by the formats of
 * limit files and must have one row; its columns are taken over as they are.
 *
 * @throws the signal's reason
 */
export async function collectPoints(
  { folder, ids, result, cores, lost }: PointsToCollect,
  { signal, onProgress }: OutputWork,
): Promise<CollectedResults> {
  const columns: string[] = ['id', 'status', 'reason', 'seconds'];
  const rows: { readonly own: readonly CellValue[]; readonly limits: ReadonlyMap<string, CellValue> }[] = [];
  const resubmittable: string[] = [];
  const coreSeconds = new Map<string, number>();
  for (const [index, id] of ids.entries()) {
    signal?.throwIfAborted();
    onProgress?.((index + 1) / ids.length);
    const outcome = outcomeOf(folder, id);
    const loss = lost.get(id);
    if (outcome === null) {
      if (loss === undefined) continue;
      rows.push({ own: [id, 'failed', loss, null], limits: new Map() });
      resubmittable.push(id);
      continue;
    }
    coreSeconds.set(id, cores * outcome.seconds);
    const limits =
      outcome.exit === 0
        ? await limitsOf(join(folder, 'points', id, result))
        : failureOf(folder, id, outcome);
    if (typeof limits === 'string') {
      rows.push({ own: [id, 'failed', limits, outcome.seconds], limits: new Map() });
      resubmittable.push(id);
      continue;
    }
    for (const name of limits.keys()) if (!columns.includes(name)) columns.push(name);
    rows.push({ own: [id, 'done', null, outcome.seconds], limits });
  }
  if (rows.length === 0) return { table: null, resubmittable, coreSeconds };
  const names = columns.slice(4);
  const text = writeTable(
    columns,
    rows.map(({ own, limits }) => [...own, ...names.map((name) => limits.get(name) ?? null)]),
  );
  return { table: { name: `${basename(folder)}-results.csv`, text }, resubmittable, coreSeconds };
}

/** The columns of a result, or why it cannot be read. */
async function limitsOf(path: string): Promise<ReadonlyMap<string, CellValue> | string> {
  try {
    const name = basename(path);
    const { columns, rows } = chooseTable(await readFile({ name, bytes: readFileSync(path) }), name);
    const [row] = rows;
    if (row === undefined || rows.length !== 1) return `${name} has ${rows.length} rows where 1 is wanted`;
    const own = new Set(['id', 'status', 'reason', 'seconds']);
    return new Map(
      columns.flatMap((column, index) =>
        own.has(column) ? [] : [[column, row.cells[index] ?? null] as const],
      ),
    );
  } catch (error) {
    if (error instanceof ContouristError) return `the result cannot be read: ${error.message}`;
    return `the result cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function endOfLog(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, LOG_BYTES));
    const read = readSync(file, bytes, 0, bytes.length, Math.max(0, size - LOG_BYTES));
    return bytes.toString('utf8', 0, read);
  } finally {
    closeSync(file);
  }
}
