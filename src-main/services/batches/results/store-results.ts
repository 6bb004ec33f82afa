import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { TextFile } from '#main/files/read-text-file.ts';
import { setBatchPointState } from '#main/store/batch-points-repository.ts';
import type { Batch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { findImportsByHash, recordImport } from '#main/store/imports-repository.ts';
import { insertPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { LimitFileReading } from '#shared/limit-files/read-limits.ts';
import type { RejectedCell } from '#shared/limit-files/table.ts';
import { mappingAsStored } from '../../imports/find-earlier-import.ts';
import { keepRejected, keepTheory } from '../../imports/keep-with-import.ts';
import type { LoadedMapping } from '../../imports/read-limit-file.ts';
import { storedLimits } from '../../imports/stored-limits.ts';
import type { Outcome } from './join-results.ts';

/** A results file that is read and joined. */
export interface JoinedResults {
  readonly file: TextFile;
  readonly reading: LimitFileReading;
  readonly outcomes: readonly Outcome[];
  /** What is to be kept in the quarantine. */
  readonly rejected: readonly RejectedCell[];
}

/**
 * Stores what a results file brings, in one transaction: points with their limits, the states of the batch points, the
 * quarantine. The same file read again in the same way brings nothing, and leaves no second trace.
 *
 * @param batches those in question: a point has the fidelity of its batch
 */
export function storeResults(
  campaign: WritableCampaign,
  { file, reading, outcomes, rejected }: JoinedResults,
  mapping: LoadedMapping,
  batches: readonly Batch[],
): void {
  const isNews = outcomes.some(({ kind }) => kind === 'joined' || kind === 'late' || kind === 'failed');
  if (!isNews && wasReadBefore(campaign, file, reading)) return;
  const fidelityOf = new Map(batches.map(({ number, fidelity }) => [number, fidelity]));
  const fidelities = new Set(fidelityOf.values());
  const counts = countOutcomes(outcomes);
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
        counts: { ...counts },
      });
      for (const outcome of outcomes) {
        if (outcome.kind === 'failed') {
          setBatchPointState(campaign, outcome.point.id, { state: 'failed', failureReason: outcome.reason });
        }
        if (outcome.kind !== 'joined' && outcome.kind !== 'late') continue;
        const { point, row } = outcome;
        const [pointId = 0] = insertPoints(campaign, [
          {
            fidelity: fidelityOf.get(point.batch) ?? reading.fidelity,
            theta: point.theta,
            isTest: false,
            importId,
            limits: storedLimits(row),
          },
        ]);
        setBatchPointState(campaign, point.id, {
          state: outcome.kind === 'joined' ? 'done' : 'late',
          pointId,
        });
      }
      if (!wasReadBefore(campaign, file, reading, importId)) keepRejected(campaign, importId, file, rejected);
      keepTheory(campaign, importId, mapping);
      return importId;
    },
    (importId) => ({ import: importId, file: basename(file.path), sha256: file.sha256, ...counts }),
  );
}

/** How many rows had which outcome. */
export function countOutcomes(outcomes: readonly Outcome[]): Record<Outcome['kind'], number> {
  const counts = { joined: 0, failed: 0, late: 0, duplicate: 0, unknown: 0 };
  for (const { kind } of outcomes) counts[kind] += 1;
  return counts;
}

function wasReadBefore(
  campaign: ReadableCampaign,
  file: TextFile,
  reading: LimitFileReading,
  exceptImport?: number,
): boolean {
  const mapping = mappingAsStored(reading.mapping);
  return findImportsByHash(campaign, file.sha256).some(
    (record) =>
      record.id !== exceptImport && record.kind === 'results' && isDeepStrictEqual(record.mapping, mapping),
  );
}
