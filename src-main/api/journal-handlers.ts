import {
  describeJournal,
  editHistory,
  journalCsv,
  redoEdit,
  undoEdits,
} from '#main/services/journal/journal.ts';
import { deleteNote, readNotes, rewriteNote, writeNote } from '#main/services/journal/notes.ts';
import type { journalMethods } from '#shared/contract/journal/journal-methods.ts';
import type { Handlers } from './handlers.ts';

export const journalHandlers: Handlers<typeof journalMethods> = {
  'journal.list': ({ campaignId }, { campaigns }) => {
    const { campaign, writable } = campaigns.get(campaignId);
    return describeJournal(campaign, writable);
  },
  'journal.csv': ({ campaignId }, { campaigns }) => {
    const { campaign } = campaigns.get(campaignId);
    return { name: 'journal.csv', text: journalCsv(campaign) };
  },
  'edit.history': ({ campaignId }, { campaigns }) => {
    const { writable } = campaigns.get(campaignId);
    return writable ? editHistory(writable) : { undoable: [], redoable: [] };
  },
  'edit.undo': ({ campaignId, journalId }, { campaigns }) =>
    undoEdits(campaigns.getWritable(campaignId).writable, journalId),
  'edit.redo': ({ campaignId }, { campaigns }) => redoEdit(campaigns.getWritable(campaignId).writable),
  'notes.list': ({ campaignId }, { campaigns }) => readNotes(campaigns.get(campaignId).campaign),
  'notes.add': ({ campaignId, about, text }, { campaigns }) =>
    writeNote(campaigns.getWritable(campaignId).writable, about, text),
  'notes.edit': ({ campaignId, id, text }, { campaigns }) => {
    rewriteNote(campaigns.getWritable(campaignId).writable, id, text);
    return null;
  },
  'notes.remove': ({ campaignId, id }, { campaigns }) => {
    deleteNote(campaigns.getWritable(campaignId).writable, id);
    return null;
  },
};
