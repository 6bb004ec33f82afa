// The sentences are those that version 0.1.0 wrote; each becomes a code, and the code is described by the same sentence.
import { expect, test } from 'vitest';
import { openCampaign } from '#main/store/database.ts';
import { recogniseQuarantineReason } from '#main/store/migrations/recognise-quarantine-reason.ts';
import { listQuarantine } from '#main/store/quarantine-repository.ts';
import { describeReason } from '#shared/limit-files/describe-reason.ts';
import { type Reason, reasonSchema } from '#shared/limit-files/reasons.ts';
import { unpackCampaign } from '../../../fixtures/campaigns/unpack-campaign.ts';
import { scratchFolder } from './campaign-files.ts';

const POSITIVE: Reason = { code: 'not-positive', what: 'limit' };

test.each<[string, Reason]>([
  ['the row has 1 field where the header has 3', { code: 'ragged', fields: 1, columns: 3 }],
  ['a comment after the header: only comments before it are skipped', { code: 'comment-after-header' }],
  ['not a number', { code: 'not-a-number' }],
  ['not a number (NaN)', { code: 'nan' }],
  ['infinite', { code: 'infinite' }],
  ['an upper limit must be positive', POSITIVE],
  ['a cross section must be positive', { code: 'not-positive', what: 'cross-section' }],
  ['μ is outside accept (1e-6 to 1e4)', { code: 'beyond-accept', range: [1e-6, 1e4] }],
  ['the error is not a number', { code: 'uncertainty-not-a-number', what: 'error' }],
  ['the variance must be finite and not negative', { code: 'uncertainty-not-usable', what: 'variance' }],
  ['the parameter is missing', { code: 'parameter-missing' }],
  ['the parameter is not a number', { code: 'parameter-not-a-number' }],
  ['gq is fixed at 0.25 in this campaign', { code: 'not-the-fixed-value', parameter: 'gq', value: 0.25 }],
  ['the row has no limit', { code: 'no-limit', columns: [] }],
  ['no limit: exp, obs missing', { code: 'no-limit', columns: ['exp', 'obs'] }],
  ['the theory cross section is missing', { code: 'theory-missing' }],
  ['the theory cross section must be positive', { code: 'theory-not-positive' }],
  ['the theory error must be zero or more', { code: 'theory-error-not-usable' }],
  ['no parameters by which to find the theory cross section', { code: 'theory-without-parameters' }],
  [
    'my xsec.csv has no cross section at m_zp = 500, gx = 0.1',
    {
      code: 'theory-not-found',
      file: 'my xsec.csv',
      at: [
        { name: 'm_zp', value: 500 },
        { name: 'gx', value: 0.1 },
      ],
    },
  ],
  [
    'xsec.csv has no cross section at m_zp = 500 (interpolate: log would read between its rows)',
    { code: 'theory-not-found', file: 'xsec.csv', at: [{ name: 'm_zp', value: 500 }] },
  ],
  [
    'm = -99.9 is outside xsec.csv (100 to 2000)',
    { code: 'theory-out-of-range', file: 'xsec.csv', name: 'm', value: -99.9, range: [100, 2000] },
  ],
  [
    'duplicate: line 7 has limits of the same point at low fidelity',
    { code: 'duplicate', of: { kind: 'row', line: 7 }, fidelity: 'low' },
  ],
  [
    'duplicate: point 12 of the campaign has limits of the same point at high fidelity',
    { code: 'duplicate', of: { kind: 'point', id: 12, isTest: false }, fidelity: 'high' },
  ],
  ['duplicate: replaced by line 4', { code: 'superseded', line: 4 }],
  [
    'duplicate: b1-001 is done already, and this row says something else',
    { code: 'other-outcome', point: 'b1-001', line: null, state: 'done' },
  ],
  [
    'duplicate: b1-002 has its outcome in line 3, and this row says something else',
    { code: 'other-outcome', point: 'b1-002', line: 3, state: null },
  ],
  ['unknown: the campaign has no point b1-099', { code: 'unknown-id', id: 'b1-099', batch: null }],
  ['unknown: batch 2 has no point b1-001', { code: 'unknown-id', id: 'b1-001', batch: 2 }],
  ['unknown: batch 2 has no points', { code: 'no-points', batch: 2 }],
  ['unknown: the row names no point: it has neither id nor coordinates', { code: 'names-no-point' }],
  [
    'unknown: the coordinates are not those of b1-001: 0.32 of the unit cube away',
    { code: 'coordinates-contradict-id', point: 'b1-001', distance: 0.32 },
  ],
  [
    'unknown: the campaign has no point here: the nearest, b1-002, is 0.00067 of the unit cube away',
    { code: 'no-point-here', batch: null, nearest: 'b1-002', distance: 0.00067 },
  ],
  [
    'an upper limit must be positive; obs = 0: an upper limit must be positive; a; b = x = y: z: not a number',
    {
      code: 'several',
      first: POSITIVE,
      others: [
        { column: 'obs', value: '0', reason: POSITIVE },
        { column: 'a; b', value: 'x = y: z', reason: { code: 'not-a-number' } },
      ],
    },
  ],
  ['beyond what anybody has written', { code: 'text', text: 'beyond what anybody has written' }],
  [
    'an upper limit must be positive; and more',
    { code: 'text', text: 'an upper limit must be positive; and more' },
  ],
])('%s', (sentence, reason) => {
  const recognised = recogniseQuarantineReason(sentence);
  expect(recognised).toEqual(reason);
  expect(describeReason(reasonSchema.parse(recognised))).toBe(sentence);
});

test('the status of a result had two words, and has more today', () => {
  expect(recogniseQuarantineReason('the status must be done or failed')).toEqual({ code: 'status-unknown' });
});

test('a campaign of version 0.1.0 keeps every reason of its quarantine', () => {
  const campaign = openCampaign(unpackCampaign('0.1.0/two-masses', scratchFolder()));
  const reasons = listQuarantine(campaign).map(({ reason }) => describeReason(reason));
  expect(listQuarantine(campaign).filter(({ reason }) => reason.code === 'text')).toEqual([]);
  expect(reasons).toEqual([
    'the parameter is missing',
    'an upper limit must be positive',
    'not a number',
    'an upper limit must be positive; exp_p1 = 0: an upper limit must be positive; exp_m1 = 0: an upper limit must be ' +
      'positive; obs = 0: an upper limit must be positive',
    'the row has 3 fields where the header has 6',
    'unknown: the campaign has no point b1-099',
    'not a number',
  ]);
  campaign.close();
});
