import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';

/** What a note is about; the id is a point's number, a batch's or an iteration's, as text. */
export type NoteSubject =
  | { readonly subject: 'campaign'; readonly subjectId: null }
  | { readonly subject: 'point' | 'batch' | 'iteration'; readonly subjectId: string };

export type Note = NoteSubject & {
  readonly id: number;
  readonly text: string;
  readonly user: string;
  readonly createdAt: string;
};

/** Adds a note by the present user. @returns its id */
export function addNote(campaign: WritableCampaign, about: NoteSubject, text: string): number {
  return campaign.change.run(
    `INSERT INTO notes (subject, subject_id, text, user, created_at)
     VALUES (@subject, @subjectId, @text, @user, @createdAt)`,
    {
      subject: about.subject,
      subjectId: about.subjectId,
      text,
      user: campaign.author.user,
      createdAt: campaign.author.now(),
    },
  );
}

/** All notes, oldest first. */
export function listNotes(campaign: ReadableCampaign): Note[] {
  return campaign.sql.all<Note>(
    'SELECT id, subject, subject_id AS subjectId, text, user, created_at AS createdAt FROM notes ORDER BY id',
  );
}

/** Puts another text in a note's place. */
export function changeNote(campaign: WritableCampaign, id: number, text: string): void {
  campaign.change.run('UPDATE notes SET text = @text WHERE id = @id', { id, text });
}

export function removeNote(campaign: WritableCampaign, id: number): void {
  campaign.change.run('DELETE FROM notes WHERE id = @id', { id });
}
