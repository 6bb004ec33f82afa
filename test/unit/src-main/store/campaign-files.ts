import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Author } from '#main/store/author.ts';
import { addBatchPoints } from '#main/store/batch-points-repository.ts';
import { insertBatch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { createCampaign } from '#main/store/database.ts';
import type { Limit, NewPoint } from '#main/store/points-repository.ts';
import { type CampaignDefinition, campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** Two parameters, one of each scale, and everything optional set. */
export const DEFINITION: CampaignDefinition = campaignDefinitionSchema.parse({
  name: 'Dark Higgs',
  parameters: [
    { name: 'm_zp', label: "m_{Z'}", unit: 'GeV', lower: 500, upper: 5000, step: 5 },
    { name: 'gx', lower: 0.5, upper: 2, scale: 'log' },
  ],
  fixed: { gq: 0.25 },
  constraints: ['m_zp > 600 * gx'],
  coordinates: ['m_zp', 'ln(gx)'],
  quantities: ['exp', 'obs'],
  contour: ['exp'],
  stop: { metric: 'entropy', below: 0.005, for: 2 },
});

/** An author whose clock advances one second with every look: times in tests are known beforehand. */
export function steadyAuthor(): Author {
  let seconds = 0;
  return {
    user: 'ana',
    toolVersion: '0.1.0',
    now: () => {
      seconds += 1;
      return new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();
    },
  };
}

/** A folder that goes away with the test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new campaign file, open for writing until the test ends. */
export function newCampaign(definition: CampaignDefinition = DEFINITION): WritableCampaign {
  return closedAfterTest(
    createCampaign(join(scratchFolder(), 'scan.contourist'), definition, { author: steadyAuthor() }),
  );
}

export function closedAfterTest<Campaign extends ReadableCampaign>(campaign: Campaign): Campaign {
  onTestFinished(() => campaign.close());
  return campaign;
}

export function limit(y: number, more: Partial<Limit> = {}): Limit {
  return { y, knownVariance: null, isClipped: false, relativeTheoryError: null, ...more };
}

/** A high-fidelity point with one expected limit. */
export function point(theta: readonly number[], more: Partial<NewPoint> = {}): NewPoint {
  return {
    fidelity: 'high',
    theta,
    isTest: false,
    importId: null,
    limits: { exp: limit(-1) },
    ...more,
  };
}

/** A batch of one space-filling point, its first being `b1-001`; inside a transaction. */
export function proposeOnePoint(campaign: WritableCampaign, theta: readonly number[]): void {
  const batch = insertBatch(campaign, {
    iteration: null,
    method: 'sobol',
    seed: 1,
    requested: 1,
    fidelity: 'high',
    shortfallReason: null,
  });
  const unknown = { mean: null, sd: null, pExcl: null, entropy: null, nearest: null, gain: null };
  addBatchPoints(campaign, batch, [{ theta, state: 'proposed', rule: 'sobol', ...unknown }]);
}

/** What `work` throws, which must be a ContouristError. */
export function errorOf(work: () => unknown): ContouristError {
  try {
    work();
  } catch (error) {
    if (error instanceof ContouristError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
