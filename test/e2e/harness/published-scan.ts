import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** CMS-SUS-21-008, WH: a published scan that comes with a sample; its masses lie on lines some 25 GeV apart. */
const FILE = resolve('resources/samples/electroweakinos-wh/limits.csv');

/** Half a step of the scan: a job that is asked for a point this near measures that one. */
const NEAR_GEV = 13;

/** The whole scan as the text of its file. */
export const scanText = readFileSync(FILE, 'utf8');

const rows = scanText
  .split('\n')
  .filter((line) => /^\d/.test(line))
  .map((line) => line.split(',').map(Number))
  .map(([m_nlsp = 0, m_lsp = 0, obs = 0]) => ({ m_nlsp, m_lsp, obs }));

/** Evenly chosen points with their observed limits, as a CSV file of `mNLSP,mLSP,limit`. */
export function observedOnSome(count: number): string {
  const every = Math.floor(rows.length / count);
  const chosen = rows.filter((_, index) => index % every === 0).slice(0, count);
  return ['m_nlsp,m_lsp,limit_obs', ...chosen.map((row) => `${row.m_nlsp},${row.m_lsp},${row.obs}`)].join(
    '\n',
  );
}

/**
 * Plays the grid: looks every point of an exported batch up in the scan. Where the scan has no point near it, the job
 * failed.
 *
 * @param batchCsv with columns `id`, `m_nlsp`, `m_lsp`
 */
export function measure(batchCsv: string): {
  readonly csv: string;
  readonly done: number;
  readonly failed: number;
} {
  const [header = '', ...lines] = batchCsv
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  const columns = header.split(',');
  const results = lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    const [x, y] = [Number(cell('m_nlsp')), Number(cell('m_lsp'))];
    const found = rows.find((row) => Math.max(Math.abs(row.m_nlsp - x), Math.abs(row.m_lsp - y)) <= NEAR_GEV);
    return found ? `${cell('id')},${found.obs},done,` : `${cell('id')},,failed,the scan has no point there`;
  });
  const failed = results.filter((line) => line.includes(',failed,')).length;
  return {
    csv: ['id,obs,status,reason', ...results].join('\n'),
    done: results.length - failed,
    failed,
  };
}
