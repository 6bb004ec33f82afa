import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyCampaign, openCampaign, openCampaignReadOnly } from '#main/store/database.ts';
import { addNote, listNotes } from '#main/store/notes-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { closedAfterTest, newCampaign, scratchFolder } from './campaign-files.ts';

describe('copyCampaign', () => {
  it('writes the last finished step of an open campaign into a file that can be changed', () => {
    const campaign = newCampaign();
    transaction(campaign, 'note', () => addNote(campaign, { subject: 'campaign', subjectId: null }, 'kept'));
    const reader = closedAfterTest(openCampaignReadOnly(campaign.path));
    const path = copyCampaign(reader, join(scratchFolder(), 'copy.contourist'));
    const copy = closedAfterTest(openCampaign(path));
    expect(listNotes(copy).map(({ text }) => text)).toEqual(['kept']);
    transaction(copy, 'note', () => addNote(copy, { subject: 'campaign', subjectId: null }, 'mine'));
    expect(listNotes(campaign)).toHaveLength(1);
  });

  it('leaves a file of that name as it is', () => {
    const campaign = newCampaign();
    const folder = scratchFolder();
    const path = copyCampaign(campaign, join(folder, 'copy.contourist'));
    expect(() => copyCampaign(campaign, path)).toThrow('exists already');
    expect(() => copyCampaign(campaign, join(folder, 'none', 'copy.contourist'))).toThrow('no folder');
  });
});
