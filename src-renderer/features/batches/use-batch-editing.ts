import { useMemo, useState } from 'react';
import { notifyInfo } from '#renderer/components/notices/notify.tsx';
import { whyReadOnly } from '#renderer/queries/campaigns.ts';
import type { BatchDetail, BatchDetailPoint } from '#shared/contract/batches/batches-methods.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import { knownPlaceText } from '#shared/domain/batch-reason.ts';
import { useBatchChange } from './use-batch-change.ts';

/** A point that is being added: values by parameter, not yet complete. */
export type PointDraft = Readonly<Record<string, number>>;

/** What the analyst is doing with the batch in front: the map and the table share it. */
export interface BatchEditing {
  /** Why the batch cannot be shaped any more; null where it can. */
  readonly whyNot: string | null;
  /** Ids of points that a change is under way for. */
  readonly busy: ReadonlySet<string>;
  /** Whether the batch is being changed, and refilled perhaps. */
  readonly isBusy: boolean;
  readonly selected: BatchDetailPoint | null;
  /** The point whose veto is being asked a reason for. */
  readonly vetoing: string | null;
  readonly actions: PointActions;
  /** The values of the point that the form for adding starts from; null while it is closed. */
  readonly draft: PointDraft | null;
  setDraft(draft: PointDraft | null): void;
  add(parameters: PointDraft): void;
}

/** What can be done with a point; the same functions for as long as the batch is in front. */
export interface PointActions {
  select(id: string | null): void;
  /** Selects a point, or none where it was selected. */
  toggle(id: string): void;
  askForVeto(id: string | null): void;
  veto(id: string, reason: string | null): void;
  pin(id: string): void;
  /** Takes a pin or a veto back. */
  release(id: string): void;
}

export function useBatchEditing(summary: CampaignSummary, batch: BatchDetail | undefined): BatchEditing {
  const { campaignId } = summary;
  const [selectedId, select] = useState<string | null>(null);
  const [vetoing, askForVeto] = useState<string | null>(null);
  const [draft, setDraft] = useState<PointDraft | null>(null);
  const edit = useBatchChange('batch.edit', 'The batch could not be changed', (after, { add = [] }) => {
    if (add.length === 0) return;
    setDraft(null);
    sayKnownPlaces(after, add.length);
  });
  const number = batch?.number ?? 0;
  const { mutate } = edit;
  const actions = useMemo(
    (): PointActions => ({
      select,
      toggle: (id) => select((now) => (now === id ? null : id)),
      askForVeto,
      veto(id, reason) {
        askForVeto(null);
        mutate({ campaignId, batch: number, veto: [id], reason });
      },
      pin: (id) => mutate({ campaignId, batch: number, pin: [id] }),
      release: (id) => mutate({ campaignId, batch: number, release: [id] }),
    }),
    [mutate, campaignId, number],
  );
  const points = batch?.points ?? [];
  const { veto = [], pin = [], release = [] } = (edit.isPending && edit.variables) || {};
  return {
    whyNot: whyNotShaped(summary, batch),
    busy: new Set([...veto, ...pin, ...release]),
    isBusy: edit.isPending,
    selected: points.find(({ id }) => id === selectedId) ?? null,
    vetoing,
    actions,
    draft,
    setDraft,
    add: (parameters) => mutate({ campaignId, batch: number, add: [parameters] }),
  };
}

/** A point may be added where one is known; what that means is said at once, and stays with the point. */
function sayKnownPlaces({ points }: BatchDetail, addedCount: number): void {
  const added = points.filter(({ rule }) => rule === 'by-hand').slice(-addedCount);
  for (const { id, known } of added) {
    if (known !== null) notifyInfo('A point is known there', `${id} ${knownPlaceText(known)}.`);
  }
}

function whyNotShaped(summary: CampaignSummary, batch: BatchDetail | undefined): string | null {
  const readOnly = whyReadOnly(summary);
  if (readOnly !== null) return readOnly;
  if (batch === undefined) return 'The batch is still being read';
  return batch.frozenAt === null ? null : 'The batch is frozen: only vetoes, which withdraw a point';
}
