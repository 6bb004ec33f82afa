import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runPeer } from '../speed/peer-environment.ts';

const DATA = fileURLToPath(new URL('../../../.cache/bench-data/', import.meta.url));

/** Writes a synthetic campaign for both sides. */
export async function writeCampaign(
  levels: readonly number[],
  high: number,
  kind: 'grid' | 'scattered',
): Promise<string> {
  mkdirSync(DATA, { recursive: true });
  const path = `${DATA}${kind}-${levels.join('x')}-${high}.csv`;
  await runPeer('synthetic_campaign.py', [path, levels.join(','), String(high), kind]);
  return path;
}
