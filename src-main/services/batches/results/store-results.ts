import { basename } from 'node:path';
import { setBatchPointState } from '#main/store/batch-points-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { recordImport } from '#main/store/imports-repository.ts';
import { insertPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { findEarlierImports, mappingAsStored } from '../../imports/find-earlier-import.ts';
import { keepRejected, keepTheory } from '../../imports/keep-with-import.ts';
import { storedLimits } from '../../imports/stored-limits.ts';
import { countOutcomes, type Outcome } from './join-results.ts';
import { type ReadResults, rejectedResults } from './read-results.ts';

/**
 * Stores what a results file brings, in one transaction: points with their limits, the states of the batch points, the
 * quarantine. The same file read again in the same way brings nothing, and leaves no second trace.
 */
export function storeResults(campaign: WritableCampaign, results: ReadResults): void {
  const { file, reading, outcomes, mapping, batches, options } = results;
  const isNews = outcomes.some(({ kind }) => kind === 'joined' || kind === 'late' || kind === 'failed');
  const before = findEarlierImports(campaign, 'results', file, reading.mapping, mapping).same;
  if (!isNews && before !== null) return;
  const fidelities = new Set(batches.map(({ fidelity }) => fidelity));
  const counts = countOutcomes(outcomes);
  const rejected = rejectedResults(results);
  transaction(
    campaign,
    'results',
    () => {
      const importId = recordImport(campaign, {
        fileName: basename(file.path),
        sha256: file.sha256,
        kind: 'results',
        fidelity: fidelities.size === 1 ? ([...fidelities][0] ?? null) : null,
        mapping: mappingAsStored(reading.mapping),
        reading: {
          format: file.table.format,
          columns: file.table.columns,
          isTest: false,
          results: { batch: options.batch ?? null, tolerance: options.tolerance ?? null },
        },
        counts: { ...counts },
      });
      for (const outcome of outcomes) storeOutcome(campaign, importId, results, outcome);
      if (before === null) keepRejected(campaign, importId, file, rejected);
      keepTheory(campaign, importId, mapping);
      return importId;
    },
    (importId) => ({ import: importId, file: basename(file.path), sha256: file.sha256, ...counts }),
  );
}

/** Stores what one row says of a point, as part of an import. */
export function storeOutcome(
  campaign: WritableCampaign,
  importId: number,
  { batches, reading }: Pick<ReadResults, 'batches' | 'reading'>,
  outcome: Outcome,
): void {
  if (outcome.kind === 'failed') {
    setBatchPointState(campaign, outcome.point.id, { state: 'failed', failureReason: outcome.reason });
  }
  if (outcome.kind !== 'joined' && outcome.kind !== 'late') return;
  const { point, row, theta } = outcome;
  const [pointId = 0] = insertPoints(campaign, [
    {
      // A point has the fidelity of its batch.
      fidelity: batches.find(({ number }) => number === point.batch)?.fidelity ?? reading.fidelity,
      theta,
      isTest: false,
      importId,
      limits: storedLimits(row),
    },
  ]);
  setBatchPointState(campaign, point.id, { state: outcome.kind === 'joined' ? 'done' : 'late', pointId });
}
