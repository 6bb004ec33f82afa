import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { batchReportSchema } from '#shared/contract/batches/batch.ts';
import { campaignStatusSchema } from '#shared/contract/iterations/status.ts';
import { contourist } from './contourist.ts';

// A search whose jobs all die below m1 = 400 GeV, where there is no spectrum.
let folder: string;
const at = (name: string) => join(folder, name);

const YAML = `name: case
parameters:
  - { name: m1, unit: GeV, lower: 100, upper: 1000 }
  - { name: m2, unit: GeV, lower: 0, upper: 500 }
quantities: [exp]
contour: exp
`;

async function run(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await contourist(folder, ...args);
  expect(stderr).not.toMatch(/error:/);
  expect(code).toBe(0);
  return stdout;
}

const propose = async (...args: string[]) =>
  batchReportSchema.parse(JSON.parse(await run('propose', 'c.contourist', '--json', ...args)));
const failuresInStatus = async () => {
  const { warnings } = campaignStatusSchema.parse(JSON.parse(await run('status', 'c.contourist', '--json')));
  return warnings.filter(({ code }) => code === 'failures');
};

const limitAt = (m1: number, m2: number) =>
  Math.exp((m2 - 250) / 120 + 0.0008 * (m1 - 550) + 0.25 * Math.sin(m1 / 90));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-failures-'));
  writeFileSync(at('campaign.yaml'), YAML);
  await run('new', 'c.contourist', '--from', 'campaign.yaml');
  const { points } = await propose('--size', '16');
  await run('export', 'c.contourist', '--batch', '1', '--to', '.');
  const rows = points.map(({ id, parameters: { m1 = 0, m2 = 0 } }) =>
    m1 < 400 ? `${id},,failed,no spectrum` : `${id},${limitAt(m1, m2)},done,`,
  );
  writeFileSync(at('r.csv'), ['id,exp,status,reason', ...rows, ''].join('\n'));
  await run('results', 'c.contourist', 'r.csv');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is avoided by the next batch, which says so and keeps each point’s chance', async () => {
  const { points, failures } = await propose('--size', '8');
  expect(points).toHaveLength(8);
  expect(points.filter(({ parameters }) => parameters.m1! < 400).length).toBeLessThanOrEqual(2);
  for (const { success } of points) expect(success! > 0 && success! < 1).toBe(true);
  expect(failures).toMatchObject({
    choice: 'weigh',
    region: { bounds: [{ text: 'm1', side: 'below', unit: 'GeV' }], outside: { failed: 0 } },
  });
  expect(await run('batch', 'c.contourist', '--batch', '2')).toMatch(
    /Failures gather at m1 < \d+ GeV \(\d of \d evaluations failed there, 0 of \d+ elsewhere\)\. Points were weighed/,
  );
});

it('stands in the status with the constraint that would help', async () => {
  expect(await failuresInStatus()).toMatchObject([
    { fidelity: 'high', region: { constraint: expect.stringMatching(/^m1 >= \d+$/) } },
  ]);
});

it('is asked again where the user says so, which the batch records', async () => {
  const { points, failures } = await propose('--size', '8', '--failures', 'ignore');
  expect(failures?.choice).toBe('ignore');
  expect(failures?.region).not.toBeNull();
  expect(points.every(({ success }) => success === null)).toBe(true);
});

it('is forgotten once the constraint keeps it out', async () => {
  const [warning] = await failuresInStatus();
  const constraint = warning?.code === 'failures' ? warning.region.constraint : '';
  writeFileSync(
    at('narrow.yaml'),
    `${readFileSync(at('campaign.yaml'), 'utf8')}constraints: ["${constraint}"]\n`,
  );
  await run('edit', 'c.contourist', '--from', 'narrow.yaml');
  expect(await failuresInStatus()).toEqual([]);
});
