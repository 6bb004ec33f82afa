import { expect, test } from 'vitest';
import { openCampaignReadOnly } from '#main/store/database.ts';
import { appendToJournal, listJournal } from '#main/store/journal-repository.ts';
import { addNote, listNotes } from '#main/store/notes-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { closedAfterTest, errorOf, newCampaign } from './campaign-files.ts';

const WHOLE = { subject: 'campaign', subjectId: null } as const;

test('a finished step and its journal line are there together', () => {
  const campaign = newCampaign();
  const id = transaction(
    campaign,
    'note',
    () => addNote(campaign, WHOLE, 'first'),
    (note) => ({ note }),
  );
  expect(listNotes(campaign)).toMatchObject([{ ...WHOLE, id, text: 'first', user: 'ana' }]);
  expect(listJournal(campaign)).toMatchObject([
    { id: 1, action: 'new', detail: { name: 'Dark Higgs' }, user: 'ana', toolVersion: '0.1.0' },
    { id: 2, action: 'note', detail: { note: id } },
  ]);
});

test('a step that throws leaves neither', () => {
  const campaign = newCampaign();
  const fail = () =>
    transaction(campaign, 'note', () => {
      addNote(campaign, WHOLE, 'half');
      throw new Error('the fit was cancelled');
    });
  expect(fail).toThrow('the fit was cancelled');
  expect(listNotes(campaign)).toEqual([]);
  expect(listJournal(campaign)).toHaveLength(1);
});

test('a step inside a step belongs to it', () => {
  const campaign = newCampaign();
  const inner = (text: string) => transaction(campaign, 'inner', () => addNote(campaign, WHOLE, text));
  const fail = () =>
    transaction(campaign, 'outer', () => {
      inner('lost with the outer one');
      throw new Error('late failure');
    });
  expect(fail).toThrow('late failure');
  expect(listNotes(campaign)).toEqual([]);
  transaction(campaign, 'outer', () => {
    inner('kept');
    expect(() =>
      transaction(campaign, 'inner', () => {
        addNote(campaign, WHOLE, 'lost alone');
        throw new Error('inner failure');
      }),
    ).toThrow('inner failure');
  });
  expect(listNotes(campaign).map(({ text }) => text)).toEqual(['kept']);
  expect(listJournal(campaign).map(({ action }) => action)).toEqual(['new', 'inner', 'outer']);
});

test('nothing is written outside a transaction', () => {
  const campaign = newCampaign();
  expect(errorOf(() => addNote(campaign, WHOLE, 'stray'))).toMatchObject({
    code: 'store.outside_transaction',
    blame: 'internal',
  });
});

test('an asynchronous step is refused', () => {
  const campaign = newCampaign();
  expect(() => transaction(campaign, 'note', async () => addNote(campaign, WHOLE, 'later'))).toThrow(
    /promise/,
  );
  expect(listNotes(campaign)).toEqual([]);
});

test.each([
  "UPDATE journal SET user = 'somebody else'",
  'DELETE FROM journal',
  "INSERT OR REPLACE INTO journal VALUES (1, 't', 'v', 'u', 'a', '{}')",
])('the journal is append-only: %s', (statement) => {
  const campaign = newCampaign();
  const error = errorOf(() => campaign.atomically(() => campaign.change.run(statement)));
  expect(error.message).toContain('the journal is append-only');
  expect(listJournal(campaign)).toHaveLength(1);
});

test('a campaign opened read-only has no way to write', () => {
  const campaign = newCampaign();
  const reader = closedAfterTest(openCampaignReadOnly(campaign.path));
  expect('change' in reader).toBe(false);
  // @ts-expect-error a function that writes does not take a read-only campaign
  const write = () => appendToJournal(reader, 'sneak', {});
  expect(write).toThrow();
});
