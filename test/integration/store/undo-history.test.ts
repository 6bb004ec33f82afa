import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pointsOfBatch, setBatchPointState } from '#main/store/batch-points-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { createCampaign, openCampaign } from '#main/store/database.ts';
import { readDefinition, writeDefinition } from '#main/store/definition-repository.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { addNote, listNotes } from '#main/store/notes-repository.ts';
import { countPoints, excludePoints, insertPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { writeStep } from './random-steps.ts';

const DEFINITION = campaignDefinitionSchema.parse({
  name: "L'été",
  parameters: [
    { name: 'm1', unit: 'GeV', lower: 0.1, upper: 1 },
    { name: 'm2', lower: 0, upper: 1 / 3 },
  ],
  quantities: ['exp', 'obs', 'exp_p1'],
  contour: 'exp',
});

const EDITED = ['campaign', 'parameters', 'imports', 'points', 'limits', 'batches', 'batch_points', 'notes'];

let folder: string;
let campaign: WritableCampaign;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-undo-'));
  const path = join(folder, 'scan.contourist');
  createCampaign(path, DEFINITION).close();
  campaign = openCampaign(path, { keepsHistory: true });
});
afterEach(() => {
  campaign.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every row of the tables that edits change, to the last digit. */
function content(): unknown {
  return EDITED.map((table) => campaign.sql.all(`SELECT * FROM ${table} ORDER BY 1, 2`));
}

function history() {
  if (!campaign.history) throw new Error('opened without history');
  return campaign.history;
}

describe('undo and redo', () => {
  it('bring back text with NUL whole', () => {
    transaction(
      campaign,
      'edit',
      () => writeDefinition(campaign, { ...DEFINITION, name: 'a\0b' }),
      () => ({}),
    );
    transaction(
      campaign,
      'edit',
      () => writeDefinition(campaign, { ...DEFINITION, name: 'c' }),
      () => ({}),
    );
    history().undo(campaign);
    expect(readDefinition(campaign).name).toBe('a\0b');
  });

  it('take any sequence of steps back, and do it again, row by row and digit by digit', () => {
    const random = createRandom(7);
    const states = [content()];
    for (let step = 0; step < 12; step++) {
      const before = history().undoable.length;
      writeStep(campaign, random);
      if (history().undoable.length > before) states.push(content());
      else states.splice(-1, 1, content());
    }
    for (let i = states.length - 2; i >= 0; i--) {
      history().undo(campaign);
      expect(content()).toEqual(states[i]);
    }
    expect(history().undoable).toEqual([]);
    for (const state of states.slice(1)) {
      history().redo(campaign);
      expect(content()).toEqual(state);
    }
    expect(history().redoable).toEqual([]);
  });

  it('bring a definition back with its quotes and its last digits', () => {
    const changed = { ...DEFINITION, name: 'other', constraints: ['m1 > m2 * 0.1'] };
    transaction(campaign, 'edit', () => writeDefinition(campaign, changed));
    history().undo(campaign);
    expect(readDefinition(campaign)).toEqual(DEFINITION);
    history().redo(campaign);
    expect(readDefinition(campaign)).toEqual(changed);
  });

  it('say in the journal what was undone, and never shorten it', () => {
    transaction(campaign, 'note', () => addNote(campaign, { subject: 'campaign', subjectId: null }, 'a'));
    const [step] = history().undoable;
    history().undo(campaign);
    expect(listNotes(campaign)).toEqual([]);
    expect(listJournal(campaign).slice(-2)).toMatchObject([
      { id: step?.journalId, action: 'note' },
      { action: 'undo', detail: { journalId: step?.journalId, action: 'note' } },
    ]);
  });

  it('forget what was undone once something else is done', () => {
    const note = (text: string) =>
      transaction(campaign, 'note', () => addNote(campaign, { subject: 'campaign', subjectId: null }, text));
    note('a');
    history().undo(campaign);
    note('b');
    expect(history().redoable).toEqual([]);
    expect(() => history().redo(campaign)).toThrow('There is nothing to redo.');
  });

  it('leave a step that failed half-way out', () => {
    const random = createRandom(1);
    expect(() =>
      transaction(campaign, 'edit', () => {
        addNote(campaign, { subject: 'campaign', subjectId: null }, 'lost');
        throw new Error('half-way');
      }),
    ).toThrow('half-way');
    expect(history().undoable).toEqual([]);
    writeStep(campaign, random);
  });

  it('do not reach behind an export: the grid has the batch', () => {
    const random = createRandom(3);
    while (campaign.sql.all('SELECT 1 FROM batches').length === 0) writeStep(campaign, random);
    const [first] = pointsOfBatch(campaign, 1);
    transaction(campaign, 'edit-batch', () =>
      setBatchPointState(campaign, first?.id ?? '', { state: 'vetoed' }),
    );
    transaction(campaign, 'export', () =>
      campaign.change.run(`UPDATE batches SET frozen_at = 'now' WHERE number = 1`),
    );
    expect(history().undoable).toEqual([]);
  });

  it('keep the points that a fit was made from', () => {
    const random = createRandom(5);
    while (countPoints(campaign).low.total === 0) writeStep(campaign, random);
    transaction(campaign, 'fit', () => campaign.change.run(`UPDATE metrics SET value = 0`));
    expect(history().undoable).toEqual([]);
    transaction(campaign, 'exclude', () =>
      excludePoints(campaign, [1], { code: 'text', text: 'twice as large' }),
    );
    history().undo(campaign);
    expect(countPoints(campaign).low.excluded).toBe(0);
  });

  it('keep them from being taken away again by a step that was undone before the fit', () => {
    transaction(campaign, 'import', () =>
      insertPoints(campaign, [
        { fidelity: 'low', theta: [0.5, 0.2], isTest: false, importId: null, limits: {} },
      ]),
    );
    transaction(campaign, 'undo-import', () => campaign.change.run('DELETE FROM points'));
    history().undo(campaign);
    expect(countPoints(campaign).low.total).toBe(1);
    transaction(campaign, 'fit', () => campaign.change.run('UPDATE metrics SET value = 0'));
    expect(history().redoable).toEqual([]);
  });
});
