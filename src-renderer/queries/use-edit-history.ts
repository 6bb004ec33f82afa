import type { EditHistory } from '#shared/contract/journal/journal-methods.ts';
import { useMethod } from './use-method.ts';
import { useMethodMutation } from './use-method-mutation.ts';

/** Taking edits back and doing them again, in one campaign. */
export interface EditHistoryActions {
  /** What undo would take back, in words: `veto point 14`; null for nothing. */
  readonly undoText: string | null;
  readonly redoText: string | null;
  readonly undo: () => void;
  readonly redo: () => void;
}

const NOTHING: EditHistory = { undoable: [], redoable: [] };

export function useEditHistory(campaignId: string): EditHistoryActions {
  const { data: { undoable, redoable } = NOTHING } = useMethod('edit.history', { campaignId });
  const undo = useMethodMutation('edit.undo', { failureTitle: 'Could not undo' });
  const redo = useMethodMutation('edit.redo', { failureTitle: 'Could not redo' });
  return {
    undoText: undoable.at(-1)?.text ?? null,
    redoText: redoable.at(-1)?.text ?? null,
    // Keys may be quicker than answers: every press counts, and one too many does nothing.
    undo: () => undoable.length > 0 && undo.mutate({ campaignId }),
    redo: () => redoable.length > 0 && redo.mutate({ campaignId }),
  };
}
