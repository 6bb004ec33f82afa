import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CampaignStatus } from '#shared/contract/iterations/status.ts';
import type { LoopRow } from './rows.ts';
import { interpolateBatch, lookUpBatch, readScanTable, type ScanTable, someRows } from './scan-table.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const HERE = fileURLToPath(new URL('./', import.meta.url));
const DATA = fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
const SYNTHETIC = join(ROOT, 'resources/synthetic-scan/');

/** Seed of the choice of low-fidelity points. */
const SEED = 1;

/** Whether the scan that a loop needs is on this machine. */
export function hasData({ data }: LoopRow): boolean {
  return data === null || existsSync(`${DATA}${data}/points.csv`);
}

/**
 * Runs one campaign by the real command line in a folder of its own: low-fidelity limits, first batch, results, fit, next
 * batch … and at the end what `status` says.
 */
export function runLoop(row: LoopRow, log: (line: string) => void): CampaignStatus {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-loop-'));
  try {
    const at = (name: string) => join(folder, name);
    const campaign = at(`${row.name}.contourist`);
    const mappings = row.data === null ? { low: [], high: [] } : prepareMappings(row, folder);
    const scan =
      row.data === null
        ? null
        : readScanTable(readFileSync(`${DATA}${row.data}/points.csv`, 'utf8'), row.data);
    contourist(
      'new',
      campaign,
      '--from',
      row.data === null ? `${SYNTHETIC}campaign.yaml` : at('campaign.yaml'),
    );
    writeLowLimits(row, scan, at('low.csv'));
    contourist('import', campaign, at('low.csv'), '--fidelity', 'low', ...mappings.low);
    contourist('fit', campaign);
    for (let k = 1; k <= row.iterations; k++) {
      log(`${row.name}: batch ${k} of ${row.iterations}`);
      contourist('propose', campaign, '--size', String(row.batch));
      contourist('export', campaign, '--batch', String(k), '--to', folder);
      writeResults(row, scan, at(`batch-${k}.csv`), at(`results-${k}.csv`));
      contourist('results', campaign, at(`results-${k}.csv`), '--batch', String(k), ...mappings.high);
      contourist('fit', campaign);
    }
    return JSON.parse(contourist('status', campaign, '--json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function prepareMappings({ name }: LoopRow, folder: string): { low: string[]; high: string[] } {
  copyFileSync(`${HERE}${name}.campaign.yaml`, join(folder, 'campaign.yaml'));
  return { low: ['--mapping', `${HERE}${name}.low.yaml`], high: ['--mapping', `${HERE}${name}.high.yaml`] };
}

function writeLowLimits(row: LoopRow, scan: ScanTable | null, path: string): void {
  if (scan) writeFileSync(path, someRows(scan, row.lowCount, SEED));
  else synthetic('--points', String(row.lowCount), '--fidelity', 'low', '--out', path);
}

function writeResults(row: LoopRow, scan: ScanTable | null, batch: string, path: string): void {
  if (!scan) {
    synthetic('--batch', batch, '--fidelity', 'high', '--out', path);
    return;
  }
  const points = readScanTable(readFileSync(batch, 'utf8'), batch);
  const answer = row.oracle === 'lattice' ? lookUpBatch : interpolateBatch;
  writeFileSync(path, answer(scan, points, row.parameters));
}

function contourist(...args: string[]): string {
  return node('src-main/cli/main.ts', args);
}

function synthetic(...args: string[]): void {
  node('resources/synthetic-scan/main.ts', args);
}

/** Runs a script of the project; what it prints is returned, and its error output seen only when it fails. */
function node(script: string, args: readonly string[]): string {
  return execFileSync(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}
