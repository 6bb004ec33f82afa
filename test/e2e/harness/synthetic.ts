import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { contourist } from './contourist.ts';

/** Writes limits of the synthetic search as a CSV file into a folder. @returns its path */
export async function syntheticLimits(
  folder: string,
  name: string,
  { points, fidelity, seed = 1 }: { points: number; fidelity: 'low' | 'high'; seed?: number },
): Promise<string> {
  const out = join(folder, name);
  const args = ['--points', String(points), '--fidelity', fidelity, '--seed', String(seed), '--out', out];
  await promisify(execFile)(process.execPath, [resolve('resources/synthetic-scan/main.ts'), ...args]);
  return out;
}

/** A campaign of the synthetic search in four dimensions with limits of both fidelities, not fitted. @returns its path */
export async function syntheticCampaign(
  folder: string,
  { low, high }: { low: number; high: number },
): Promise<string> {
  const file = 'synthetic.contourist';
  await contourist(folder, 'new', file, '--from', resolve('resources/synthetic-scan/campaign.yaml'));
  await syntheticLimits(folder, 'low.csv', { points: low, fidelity: 'low' });
  await syntheticLimits(folder, 'high.csv', { points: high, fidelity: 'high', seed: 2 });
  await contourist(folder, 'import', file, 'low.csv', '--fidelity', 'low');
  await contourist(folder, 'import', file, 'high.csv', '--fidelity', 'high');
  return join(folder, file);
}
