import { z } from 'zod';
import { defineMethods } from '../define-methods.ts';

/** A line of the journal, with its sentence. */
export const journalLineSchema = z.object({
  id: z.int(),
  /** ISO 8601, UTC. */
  time: z.string(),
  user: z.string(),
  toolVersion: z.string(),
  action: z.string(),
  text: z.string(),
  /** Whether undoing, this step and those after it, can take it back now. */
  isUndoable: z.boolean(),
});

const historyStepSchema = z.object({ journalId: z.int(), action: z.string(), text: z.string() });

/** What can be taken back and done again while the campaign is open, oldest first. */
export const editHistorySchema = z.object({
  undoable: z.array(historyStepSchema),
  redoable: z.array(historyStepSchema),
});

export const noteSchema = z.object({
  id: z.int(),
  subject: z.enum(['campaign', 'point', 'batch', 'iteration']),
  /** The point's number, the batch's or the iteration's, as text; null for the campaign itself. */
  subjectId: z.string().nullable(),
  text: z.string(),
  user: z.string(),
  createdAt: z.string(),
});

/** What a note is about; the id is a point's number, a batch's or an iteration's, as text. */
const noteSubjectSchema = z.union([
  z.object({ subject: z.literal('campaign'), subjectId: z.null() }),
  z.object({ subject: z.enum(['point', 'batch', 'iteration']), subjectId: z.string().min(1) }),
]);

const campaignInput = z.object({ campaignId: z.string() });

export const journalMethods = defineMethods({
  /** The whole journal, latest line first. */
  'journal.list': { input: campaignInput, output: z.array(journalLineSchema) },
  /** The journal as a CSV file. */
  'journal.csv': { input: campaignInput, output: z.object({ name: z.string(), text: z.string() }) },

  'edit.history': { input: campaignInput, output: editHistorySchema },
  /** Takes the latest step back, or all steps down to and with the one of a journal line. @returns what is left */
  'edit.undo': {
    input: campaignInput.extend({ journalId: z.int().exactOptional() }),
    output: editHistorySchema,
  },
  'edit.redo': { input: campaignInput, output: editHistorySchema },

  'notes.list': { input: campaignInput, output: z.array(noteSchema) },
  'notes.add': {
    input: campaignInput.extend({ about: noteSubjectSchema, text: z.string().trim().min(1) }),
    output: noteSchema,
  },
  'notes.edit': {
    input: campaignInput.extend({ id: z.int(), text: z.string().trim().min(1) }),
    output: z.null(),
  },
  'notes.remove': { input: campaignInput.extend({ id: z.int() }), output: z.null() },
});

export type JournalLineReport = z.infer<typeof journalLineSchema>;
export type EditHistory = z.infer<typeof editHistorySchema>;
export type NoteReport = z.infer<typeof noteSchema>;
