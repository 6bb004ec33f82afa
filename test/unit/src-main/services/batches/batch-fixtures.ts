import { openPointsOf } from '#main/services/batches/batch-to-pack.ts';
import type { BatchAdvisor, ExplainedPoint } from '#main/services/batches/edit-batch.ts';
import { confirmExport } from '#main/services/batches/export-batch.ts';
import { addBatchPoints } from '#main/store/batch-points-repository.ts';
import { insertBatch, type NewBatch } from '#main/store/batches-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { transaction } from '#main/store/transaction.ts';
import { DEFINITION, newCampaign } from '../../store/campaign-files.ts';

const BATCH: NewBatch = {
  iteration: null,
  method: 'sobol',
  seed: 3,
  requested: 3,
  fidelity: 'high',
  shortfallReason: null,
};

const REASONS = { rule: 'sobol', mean: 0.2, sd: 0.8, pExcl: 0.4, entropy: 0.67, nearest: 0.2, gain: 0.001 };

/** θ of the points of the first batch; the campaign's constraint m_zp > 600 gx holds. */
export const THETAS = [
  [1000, 0.7],
  [2000, 1.1],
  [3000, 0.1 + 1.2],
] as const;

export function proposedBatch(
  campaign: WritableCampaign,
  thetas: readonly (readonly number[])[] = THETAS,
  more: Partial<NewBatch> = {},
): number {
  return transaction(campaign, 'propose', () => {
    const number = insertBatch(campaign, { ...BATCH, requested: thetas.length, ...more });
    const points = thetas.map((theta) => ({ ...REASONS, theta, state: 'proposed' as const }));
    addBatchPoints(campaign, number, points);
    return number;
  });
}

/** A campaign without constraints on steps, with batch 1 in it: b1-001 to b1-003. */
export function campaignWithBatch(thetas?: Parameters<typeof proposedBatch>[1]): WritableCampaign {
  const campaign = newCampaign(DEFINITION);
  proposedBatch(campaign, thetas);
  return campaign;
}

/** Hands a batch out as a table: its points are requested from then on. */
export function handOut(campaign: WritableCampaign, number: number): void {
  const ids = openPointsOf(campaign, number).map(({ id }) => id);
  confirmExport(campaign, number, { pack: 'csv', options: {}, ids, to: `batch-${number}.csv` });
}

/** What an advisor was asked, and answers that can be told apart. */
export interface RecordedAdvisor extends BatchAdvisor {
  readonly asked: { readonly count: number; readonly known: number[]; readonly pending: number[] }[];
}

export function recordingAdvisor(supply = Number.POSITIVE_INFINITY): RecordedAdvisor {
  const asked: RecordedAdvisor['asked'] = [];
  let next = 0;
  return {
    asked,
    async propose(_batch, count, { known, pending }) {
      asked.push({ count, known: [...known], pending: [...pending] });
      const points = Array.from({ length: Math.min(count, supply) }, (): ExplainedPoint => {
        next += 1;
        return { ...REASONS, theta: [4000 + next, 1] };
      });
      const short = { code: 'too-close', found: points.length, wanted: count, distance: 0.01 } as const;
      return { points, reason: points.length < count ? short : null };
    },
    async explain(_batch, thetas, { known, pending }) {
      asked.push({ count: 0, known: [...known], pending: [...pending] });
      return thetas.map((_, index) => ({
        mean: 0.1,
        sd: 0.7,
        pExcl: 0.1 * (index + 1),
        entropy: 0.5,
        nearest: 0.3,
        gain: null,
      }));
    },
  };
}
