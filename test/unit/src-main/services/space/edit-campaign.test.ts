import { describe, expect, test } from 'vitest';
import { importLimits } from '#main/services/imports/import-limits.ts';
import { NO_MAPPING } from '#main/services/imports/read-limit-file.ts';
import { definitionIn, editCampaign, isSeenByFits, previewEdit } from '#main/services/space/edit-campaign.ts';
import { addBatchPoints } from '#main/store/batch-points-repository.ts';
import { insertBatch } from '#main/store/batches-repository.ts';
import { dataFingerprint } from '#main/store/data-fingerprint.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { listPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { campaignToYaml } from '#shared/domain/campaign-yaml.ts';
import { DEFINITION, errorOf, newCampaign } from '../../store/campaign-files.ts';
import { textFile } from '../imports/limit-texts.ts';

const yaml = (changes: Partial<CampaignDefinition>) =>
  definitionIn({
    path: 'campaign.yaml',
    text: campaignToYaml({ ...DEFINITION, ...changes }),
    sha256: '0'.repeat(64),
  });

const [mZp, gx] = DEFINITION.parameters;
const narrower = () =>
  yaml({
    parameters: [{ ...mZp!, upper: 2000 }, gx!],
    constraints: [],
    contour: ['exp', 'obs'],
  });

/** Points at m_zp = 1000, 3000 (inside both) and at gx = 2, where the constraint m_zp > 600 gx cuts. */
function campaignWithPoints() {
  const campaign = newCampaign();
  importLimits(campaign, [textFile('m_zp,gx,exp\n1000,1,2\n3000,1,2\n1000,2,2\n')], NO_MAPPING);
  return campaign;
}

test.each<[string, Partial<CampaignDefinition>]>([
  ['a bound', { parameters: [{ ...mZp!, upper: 2000 }, gx!] }],
  ['a scale', { parameters: [{ ...mZp!, scale: 'log' }, gx!] }],
  ['the constraints', { constraints: [] }],
  ['the coordinates', { coordinates: ['ln(m_zp)', 'gx'] }],
  ['a step', { parameters: [{ ...mZp!, step: 10 }, gx!] }],
  ['a label', { parameters: [{ ...mZp!, label: '$m$' }, gx!] }],
  ['the contour', { contour: ['exp', 'obs'] }],
  ['the name', { name: 'Another' }],
  ['the stop rule', { stop: { metric: 'entropy', below: 0.5, for: 3 } }],
])('of %s is seen by fits exactly where it changes the fingerprint of the data', (_, changes) => {
  const campaign = campaignWithPoints();
  const before = dataFingerprint(campaign);
  const edit = editCampaign(campaign, yaml(changes));
  expect(edit.changes).not.toEqual([]);
  expect(isSeenByFits(edit)).toBe(dataFingerprint(campaign) !== before);
});

describe('an edit', () => {
  test('changes bounds, constraints and contour, keeps every point, and says what falls out and comes back', () => {
    const campaign = campaignWithPoints();
    const before = listPoints(campaign, 'high');
    const edit = editCampaign(campaign, narrower());
    expect(edit).toEqual({
      changes: [
        { entry: 'm_zp.upper', before: 5000, after: 2000 },
        { entry: 'constraints', before: ['m_zp > 600 * gx'], after: [] },
        { entry: 'contour', before: ['exp'], after: ['exp', 'obs'] },
      ],
      points: { leave: 1, return: 1, outside: 1 },
      pendingOutside: 0,
    });
    expect(readDefinition(campaign)).toMatchObject({ constraints: [], contour: ['exp', 'obs'] });
    expect(listPoints(campaign, 'high')).toEqual(before);
    expect(listJournal(campaign).at(-1)).toMatchObject({ action: 'edit', detail: { ...edit } });

    // Later bounds find the points again.
    expect(editCampaign(campaign, yaml({})).points).toEqual({ leave: 1, return: 1, outside: 1 });
  });

  test('counts the points of open batches that it leaves outside', () => {
    const campaign = campaignWithPoints();
    transaction(campaign, 'propose', () => {
      const batch = insertBatch(campaign, {
        iteration: null,
        method: 'sur',
        seed: 1,
        requested: 2,
        fidelity: 'high',
        shortfallReason: null,
      });
      const why = {
        state: 'proposed',
        rule: 'sur',
        mean: null,
        sd: null,
        pExcl: null,
        entropy: null,
        nearest: null,
        gain: null,
      } as const;
      addBatchPoints(campaign, batch, [
        { theta: [4000, 1], ...why },
        { theta: [1000, 1], ...why },
      ]);
    });
    expect(previewEdit(campaign, narrower()).pendingOutside).toBe(1);
  });

  test('of a dry run stores nothing', () => {
    const campaign = campaignWithPoints();
    const lines = listJournal(campaign).length;
    expect(previewEdit(campaign, narrower()).changes).toHaveLength(3);
    expect(readDefinition(campaign)).toEqual(DEFINITION);
    expect(listJournal(campaign)).toHaveLength(lines);
  });

  test('that says the same changes nothing, and leaves no line in the journal', () => {
    const campaign = campaignWithPoints();
    const lines = listJournal(campaign).length;
    expect(editCampaign(campaign, yaml({})).changes).toEqual([]);
    expect(listJournal(campaign)).toHaveLength(lines);
  });

  test.each<[string, Partial<CampaignDefinition>]>([
    [
      'one more',
      { parameters: [...DEFINITION.parameters, { name: 'm_dm', lower: 1, upper: 2, scale: 'linear' }] },
    ],
    ['one less', { parameters: [mZp!], fixed: { gq: 0.25, gx: 1 }, coordinates: ['m_zp'] }],
    ['another order', { parameters: [gx!, mZp!] }],
  ])('of the parameters is refused: %s', (_, changes) => {
    const error = errorOf(() => previewEdit(campaignWithPoints(), yaml(changes)));
    expect(error.code).toBe('campaign.parameters_fixed');
    expect(error.message).toMatch(/^The campaign's parameters are m_zp, gx; they cannot become/);
    expect(error.hint).toContain('make a new campaign');
  });

  test('of a fixed value is refused once there are points', () => {
    const changed = yaml({ fixed: { gq: 0.5 } });
    const error = errorOf(() => editCampaign(campaignWithPoints(), changed));
    expect(error.message).toBe("The campaign's points were found at gq = 0.25; that cannot become gq = 0.5.");
    expect(editCampaign(newCampaign(), changed).changes).toEqual([
      { entry: 'fixed', before: { gq: 0.25 }, after: { gq: 0.5 } },
    ]);
  });
});
