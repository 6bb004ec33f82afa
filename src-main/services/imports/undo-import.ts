import { pointsOfBatch, setBatchPointState } from '#main/store/batch-points-repository.ts';
import { listBatches } from '#main/store/batches-repository.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { fittedPointsOfImport } from '#main/store/fits-repository.ts';
import { findImport, type ImportRecord, markImportUndone } from '#main/store/imports-repository.ts';
import { listNotes } from '#main/store/notes-repository.ts';
import {
  deletePoints,
  excludePoints,
  includePoints,
  type Point,
  pointsOfImport,
  pointsReplacedBy,
} from '#main/store/points-repository.ts';
import { listQuarantine, releaseRows } from '#main/store/quarantine-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { ImportUndo } from '#shared/contract/imports/imports-methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { type UndoRefusal, undoRefusalText } from '#shared/domain/undo-refusal.ts';

/** Everything that taking an import back touches. */
interface UndoPlan {
  readonly record: ImportRecord;
  readonly refused: UndoRefusal | null;
  readonly removed: readonly number[];
  readonly excluded: readonly number[];
  readonly returned: readonly number[];
  readonly quarantined: readonly number[];
  readonly batchPoints: readonly string[];
  readonly iterations: readonly number[];
}

/**
 * What `undoImport` would do; nothing is stored.
 *
 * @throws ContouristError `import.unknown`
 */
export function planImportUndo(campaign: ReadableCampaign, id: number): ImportUndo {
  return asReport(planUndo(campaign, id));
}

/**
 * Takes an import back, whatever came after it: its points leave the file, its quarantined rows too, points that it had
 * replaced count again, and batch points that it answered wait for a result again. A point that a fit was made from, or
 * that somebody wrote a note on, stays and is left out of later fits, so that earlier iterations and notes keep what
 * they speak of. The import's record stays and says that it was undone.
 *
 * @throws ContouristError `import.unknown`; `import.undo_refused` where it was undone before, or where a later import
 *   took limits over from it
 */
export function undoImport(campaign: WritableCampaign, id: number): ImportUndo {
  const plan = planUndo(campaign, id);
  if (plan.refused !== null) {
    throw new ContouristError('import.undo_refused', undoRefusalText(plan.refused), { blame: 'usage' });
  }
  const report = asReport(plan);
  transaction(
    campaign,
    'undo-import',
    () => {
      for (const batchPoint of plan.batchPoints) {
        setBatchPointState(campaign, batchPoint, { state: 'requested' });
      }
      deletePoints(campaign, plan.removed);
      excludePoints(campaign, plan.excluded, { code: 'import-undone', import: id });
      includePoints(campaign, plan.returned);
      releaseRows(campaign, plan.quarantined);
      markImportUndone(campaign, id);
    },
    () => ({
      import: id,
      file: plan.record.fileName,
      points: plan.removed.length + plan.excluded.length,
      removed: plan.removed.length,
      excluded: [...plan.excluded],
      returned: [...plan.returned],
      quarantined: plan.quarantined.length,
      batchPoints: [...plan.batchPoints],
    }),
  );
  return report;
}

function planUndo(campaign: ReadableCampaign, id: number): UndoPlan {
  const record = findImport(campaign, id);
  if (record === undefined) {
    throw new ContouristError('import.unknown', `There is no import ${id}.`, { blame: 'usage' });
  }
  const points = pointsOfImport(campaign, id);
  const fitted = fittedPointsOfImport(campaign, id);
  const spokenOf = new Set([
    ...fitted.map(({ pointId }) => pointId),
    ...listNotes(campaign).flatMap(({ subject, subjectId }) =>
      subject === 'point' ? [Number(subjectId)] : [],
    ),
  ]);
  const isKept = (point: Point) => spokenOf.has(point.id);
  return {
    record,
    refused: whyRefused(campaign, record, points),
    removed: points.filter((point) => !isKept(point)).map(({ id }) => id),
    excluded: points.filter((point) => isKept(point) && point.excludedReason === null).map(({ id }) => id),
    returned: pointsReplacedBy(campaign, id)
      .filter(({ importId }) => !isUndone(campaign, importId))
      .map(({ id }) => id),
    quarantined: listQuarantine(campaign, id).map(({ id }) => id),
    batchPoints: answeredBatchPoints(campaign, points),
    iterations: [...new Set(fitted.map(({ iteration }) => iteration))],
  };
}

function whyRefused(
  campaign: ReadableCampaign,
  { id, undoneAt }: ImportRecord,
  points: readonly Point[],
): UndoRefusal | null {
  if (undoneAt !== null) return { code: 'undone-before', import: id };
  const laterImports = new Set(
    points.flatMap(({ excludedReason }) => {
      if (excludedReason?.code !== 'replaced') return [];
      return isUndone(campaign, excludedReason.import) ? [] : [excludedReason.import];
    }),
  );
  if (laterImports.size === 0) return null;
  return { code: 'replaced', import: id, by: [...laterImports].sort((a, b) => a - b) };
}

function isUndone(campaign: ReadableCampaign, importId: number | null): boolean {
  return importId !== null && findImport(campaign, importId)?.undoneAt !== null;
}

function answeredBatchPoints(campaign: ReadableCampaign, points: readonly Point[]): string[] {
  const ids = new Set(points.filter(({ batchPointId }) => batchPointId !== null).map(({ id }) => id));
  if (ids.size === 0) return [];
  return listBatches(campaign)
    .flatMap(({ number }) => pointsOfBatch(campaign, number))
    .filter(({ pointId }) => pointId !== null && ids.has(pointId))
    .map(({ id }) => id);
}

function asReport(plan: UndoPlan): ImportUndo {
  return {
    refused: plan.refused,
    removed: plan.removed.length,
    excluded: plan.excluded.length,
    iterations: [...plan.iterations],
    returned: plan.returned.length,
    quarantined: plan.quarantined.length,
    batchPoints: [...plan.batchPoints],
  };
}
