import type { HistoryStep, ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { type JournalLine, journalLines, listJournal } from '#main/store/journal-repository.ts';
import type { EditHistory, JournalLineReport } from '#shared/contract/journal/journal-methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { journalText } from '#shared/domain/journal-text.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';

/** The journal in words, latest line first. */
export function describeJournal(
  campaign: ReadableCampaign,
  writable: WritableCampaign | null,
): JournalLineReport[] {
  const undoable = new Set(writable?.history?.undoable.map(({ journalId }) => journalId));
  return listJournal(campaign)
    .map(({ detail, ...line }) => ({
      ...line,
      text: journalText(line.action, detail),
      isUndoable: undoable.has(line.id),
    }))
    .reverse();
}

/** The journal as a table, oldest line first, with every detail as JSON. */
export function journalCsv(campaign: ReadableCampaign): string {
  return writeTable(
    ['id', 'time', 'user', 'version', 'action', 'text', 'detail'],
    listJournal(campaign).map(({ id, time, user, toolVersion, action, detail }) => [
      String(id),
      time,
      user,
      toolVersion,
      action,
      journalText(action, detail),
      JSON.stringify(detail),
    ]),
  );
}

/** What can be taken back and done again now, in words. */
export function editHistory(campaign: WritableCampaign): EditHistory {
  const { undoable = [], redoable = [] } = campaign.history ?? {};
  const ids = [...undoable, ...redoable].map(({ journalId }) => journalId);
  const lines = new Map(journalLines(campaign, ids).map((line) => [line.id, line]));
  const inWords = (step: HistoryStep) => ({ ...step, text: textOf(step, lines) });
  return {
    undoable: undoable.map(inWords),
    redoable: redoable.map(inWords),
  };
}

function textOf({ journalId, action }: HistoryStep, lines: ReadonlyMap<number, JournalLine>): string {
  return journalText(action, lines.get(journalId)?.detail ?? {});
}

/**
 * Takes the latest step back, or all steps down to and with the one of a line of the journal.
 *
 * Where there is nothing to take back nothing happens.
 *
 * @throws ContouristError `history.sealed` where that line cannot be taken back (any more)
 */
export function undoEdits(campaign: WritableCampaign, journalId?: number): EditHistory {
  const { history } = campaign;
  const steps = history?.undoable ?? [];
  const from = journalId === undefined ? steps.length - 1 : steps.findIndex((s) => s.journalId === journalId);
  if (from < 0 && journalId !== undefined) {
    throw new ContouristError('history.sealed', 'This step cannot be taken back.', {
      blame: 'usage',
      hint: 'Fits, exports and results seal what came before them; undo reaches back to the opening of the campaign.',
    });
  }
  for (let count = steps.length - Math.max(0, from); count > 0; count--) history?.undo(campaign);
  return editHistory(campaign);
}

/** Does the step again that was taken back last; where there is none nothing happens. */
export function redoEdit(campaign: WritableCampaign): EditHistory {
  if (campaign.history?.redoable.length) campaign.history.redo(campaign);
  return editHistory(campaign);
}
