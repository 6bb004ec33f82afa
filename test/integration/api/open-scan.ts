import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { connectedTransport } from '#main/core/connected-transport.ts';
import { startCore } from '#main/core/start-core.ts';
import { createCampaign } from '#main/store/database.ts';
import { insertPoints, type NewPoint } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { type Client, createClient } from '#shared/contract/client.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** A made-up campaign, open in a core of its own. */
export interface OpenScan {
  readonly client: Client;
  readonly campaignId: string;
  /** Ends the core and takes the campaign's folder away. */
  close(): Promise<void>;
}

/** Makes a campaign named `scan` of a definition and its points, and opens it as a window does. */
export async function openScan(
  definition: Omit<z.input<typeof campaignDefinitionSchema>, 'name'>,
  points: readonly NewPoint[],
): Promise<OpenScan> {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-scan-'));
  const path = join(folder, 'scan.contourist');
  const campaign = createCampaign(path, campaignDefinitionSchema.parse({ name: 'scan', ...definition }));
  transaction(campaign, 'import', () => insertPoints(campaign, points));
  campaign.close();
  const core = startCore();
  const client = createClient(connectedTransport(core));
  const { campaignId } = await client.call('campaign.open', { path });
  return {
    client,
    campaignId,
    async close() {
      client.close();
      await core.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A point of high fidelity with exact limits, by quantity ln μ. */
export function pointAt(
  theta: readonly number[],
  lnMu: Readonly<Partial<Record<Quantity, number>>>,
  rest: Partial<Pick<NewPoint, 'fidelity' | 'isTest'>> = {},
): NewPoint {
  const limits = Object.fromEntries(
    Object.entries(lnMu).map(([quantity, y]) => [
      quantity,
      { y, knownVariance: null, isClipped: false, relativeTheoryError: null },
    ]),
  );
  return { fidelity: 'high', theta, isTest: false, importId: null, limits, ...rest };
}
