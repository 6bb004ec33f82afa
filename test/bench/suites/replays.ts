import { replay } from '#main/services/replays/replay.ts';
import { type ReplaySummary, summariseReplay } from '#main/services/replays/summarise-replay.ts';
import type { AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import { loadScan } from '../load-scan.ts';
import { describeMeasurements } from '../machine.ts';
import { markdownTable, slashed } from '../markdown.ts';
import { isWanted, measureMissing } from '../measure-missing.ts';
import { REPLAY_ROWS, type ReplayRow } from '../replays/rows.ts';
import { loadRuns, type StoredRuns } from '../stored-runs.ts';
import type { BenchOptions, Suite, Table } from '../suite.ts';

const METHODS: readonly AcquisitionMethod[] = ['sur', 'batch-entropy', 'entropy', 'paper', 'random'];
const SEEDS = 10;

/** Published scans replayed with every method. */
export const replays: Suite = {
  name: 'replays',

  async measure(options) {
    for (const row of REPLAY_ROWS.filter(({ name }) => isWanted(name, options.rows))) {
      await measureRow(row, options);
    }
  },

  tables() {
    const stored = REPLAY_ROWS.map((row) => ({ row, cells: METHODS.map((method) => cellOf(row, method)) }));
    const measured = stored.flatMap(({ cells }) => cells.filter((cell) => cell !== null));
    if (measured.length === 0) return [];
    const where = `Measured on ${describeMeasurements(measured.map(({ stored }) => stored.measurement))}.`;
    return [evaluationsTable(stored, where), calibrationTable(stored, where)];
  },
};

interface StoredCell {
  readonly stored: StoredRuns;
  readonly summary: ReplaySummary;
}

interface StoredRow {
  readonly row: ReplayRow;
  /** In the order of the methods. */
  readonly cells: readonly (StoredCell | null)[];
}

async function measureRow(row: ReplayRow, options: BenchOptions): Promise<void> {
  const scan = loadScan(row);
  if (scan === null) {
    options.log(`${row.name}: skipped, ../shared/data/${row.data} is not on this machine`);
    return;
  }
  const { initial, batch, until } = row;
  const seeds = options.seeds ?? SEEDS;
  for (const method of METHODS.filter((name) => isWanted(name, options.methods))) {
    const cell = { suite: 'replays', row: row.name, method, seeds };
    await measureMissing(cell, options, async (missing) => {
      const { runs } = await replay(scan, { methods: [method], seeds: missing, initial, batch, until });
      return runs;
    });
  }
}

function cellOf(row: ReplayRow, method: string): StoredCell | null {
  const stored = loadRuns('replays', row.name, method);
  return stored && { stored, summary: summariseReplay(stored.runs, row.shares) };
}

function evaluationsTable(stored: readonly StoredRow[], where: string): Table {
  const titles = ['scan', 'right', 'start, batch, end', ...METHODS, 'to reach'];
  const rows = stored.map(({ row, cells }) => [
    row.title,
    `${row.shares.map((share) => Math.round(100 * share)).join(' / ')} %`,
    `${row.initial}, ${row.batch}, ${row.until}`,
    ...cells.map((cell) => (cell ? slashed(cell.summary.evaluations) : '–')),
    slashed(row.target),
  ]);
  const seeds = Math.max(...stored.flatMap(({ cells }) => cells.map((cell) => cell?.summary.seeds ?? 0)));
  return {
    name: 'replays',
    markdown: `Evaluations until that share of a published scan is on the right side of the contour and stays so: median over
${seeds} seeds. "To reach" is what the better of \`sur\` and \`batch-entropy\` should reach; one batch is noise.

${markdownTable(titles, rows)}

${where}`,
  };
}

function calibrationTable(stored: readonly StoredRow[], where: string): Table {
  const titles = ['scan', ...METHODS.map((method) => `${method} 1σ / 2σ`)];
  const rows = stored.map(({ row, cells }) => [row.title, ...cells.map(coverage)]);
  // A thinned scan is in the average already, whole.
  const whole = stored.filter(({ row }) => row.thinnedTo === undefined);
  const averages = METHODS.map((_, index) => averageCoverage(whole.map(({ cells }) => cells[index] ?? null)));
  return {
    name: 'calibration',
    markdown: `Share of the points not yet evaluated whose ln μ lies within 1 and 2 predicted standard deviations (noise included),
second half of the same replays. Nominal is 68 / 95 %.

${markdownTable(titles, [...rows, ['average of the eight whole scans', ...averages]])}

${where}`,
  };
}

function coverage(cell: StoredCell | null): string {
  return cell ? shares([cell.summary.coverage1, cell.summary.coverage2]) : '–';
}

function averageCoverage(cells: readonly (StoredCell | null)[]): string {
  const summaries = cells.flatMap((cell) => (cell ? [cell.summary] : []));
  if (summaries.length === 0) return '–';
  const average = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  return shares([
    average(summaries.map(({ coverage1 }) => coverage1)),
    average(summaries.map(({ coverage2 }) => coverage2)),
  ]);
}

function shares(values: readonly (number | null)[]): string {
  return `${values.map((value) => (value === null ? '–' : Math.round(100 * value))).join(' / ')} %`;
}
