import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import {
  addNote,
  changeNote,
  listNotes,
  type Note,
  type NoteSubject,
  removeNote,
} from '#main/store/notes-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** All notes, oldest first. */
export function readNotes(campaign: ReadableCampaign): Note[] {
  return listNotes(campaign);
}

/** Adds a note to the campaign, a point, a batch or an iteration. */
export function writeNote(campaign: WritableCampaign, about: NoteSubject, text: string): Note {
  const id = transaction(
    campaign,
    'note',
    () => addNote(campaign, about, text),
    (note) => ({ note, ...about, text }),
  );
  return readNote(campaign, id);
}

/** @throws ContouristError `note.unknown` */
export function rewriteNote(campaign: WritableCampaign, id: number, text: string): void {
  const { text: before } = readNote(campaign, id);
  transaction(
    campaign,
    'edit-note',
    () => changeNote(campaign, id, text),
    () => ({ note: id, before, text }),
  );
}

/** @throws ContouristError `note.unknown` */
export function deleteNote(campaign: WritableCampaign, id: number): void {
  const { subject, subjectId, text } = readNote(campaign, id);
  transaction(
    campaign,
    'remove-note',
    () => removeNote(campaign, id),
    () => ({ note: id, subject, subjectId, text }),
  );
}

function readNote(campaign: WritableCampaign, id: number): Note {
  const note = listNotes(campaign).find((candidate) => candidate.id === id);
  if (note) return note;
  throw new ContouristError('note.unknown', 'There is no such note any more.', { blame: 'usage' });
}
