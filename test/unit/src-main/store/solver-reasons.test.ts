// The sentences are those that versions until schema 8 wrote; each becomes codes, which are told by the same sentence.
import { expect, test } from 'vitest';
import { openCampaign } from '#main/store/database.ts';
import { currentFits } from '#main/store/fits-repository.ts';
import { recogniseSolverReason } from '#main/store/migrations/recognise-solver-reason.ts';
import { type SolverReason, solverReasonSchema, solverReasonText } from '#shared/domain/solver-reason.ts';
import { unpackCampaign } from '../../../fixtures/campaigns/unpack-campaign.ts';
import { closedAfterTest, scratchFolder, steadyAuthor } from './campaign-files.ts';

const MEBIBYTE = 2 ** 20;
const ANY_POINTS = { use: { code: 'any-points' }, replicates: null } as const;
const NO_GRID = { code: 'declined', solver: 'grid', why: { code: 'no-grid' } } as const;

test.each<[string, SolverReason]>([
  [
    'takes any points, up to 1 MiB; grid not: the points lie on no grid; low-rank not: only the RBF kernel has a low rank',
    {
      code: 'fastest',
      basis: ANY_POINTS,
      bytes: MEBIBYTE,
      others: [NO_GRID, { code: 'declined', solver: 'low-rank', why: { code: 'kernel-not-smooth' } }],
    },
  ],
  [
    'takes any points, up to 1 MiB; grid not: the points lie on no grid; low-rank would need 256 times as many operations',
    {
      code: 'fastest',
      basis: ANY_POINTS,
      bytes: MEBIBYTE,
      others: [NO_GRID, { code: 'more-operations', solver: 'low-rank', ratio: 256 }],
    },
  ],
  [
    'asked for; takes any points; 5000 observations stand at 20 places, up to 0.5 GiB',
    {
      code: 'asked-for',
      basis: { use: { code: 'any-points' }, replicates: { observations: 5000, places: 20 } },
      bytes: 2 ** 29,
      others: [],
    },
  ],
  [
    '298 points lie on a 20 × 15 grid with 2 holes, 24 others beside it, up to 3 MiB; low-rank would take 1.5 times as long; dense not: it needs 18.0 GiB',
    {
      code: 'fastest',
      basis: {
        use: { code: 'grid', points: 298, sizes: [20, 15], holes: 2, beside: 24 },
        replicates: null,
      },
      bytes: 3 * MEBIBYTE,
      others: [
        { code: 'slower', solver: 'low-rank', ratio: 1.5 },
        { code: 'memory', solver: 'dense', bytes: 18 * 2 ** 30 },
      ],
    },
  ],
  [
    'the kernel is smooth, up to 7 MiB; grid not: the points have known variances of their own, a grid needs one noise',
    {
      code: 'fastest',
      basis: { use: { code: 'smooth-kernel' }, replicates: null },
      bytes: 7 * MEBIBYTE,
      others: [{ code: 'declined', solver: 'grid', why: { code: 'own-known-variances' } }],
    },
  ],
  [
    'low-rank not: a certificate would take more than 98 columns',
    { code: 'instead', of: 'low-rank', why: { code: 'too-many-columns', most: 98 } },
  ],
  [
    'low-rank not: the noise is so small that rounding would hide what a certificate bounds',
    { code: 'instead', of: 'low-rank', why: { code: 'noise-too-small' } },
  ],
  ['', { code: 'told', text: '' }],
  ['grid not: Mondays', { code: 'told', text: 'grid not: Mondays' }],
  [
    'takes any points, up to 1 MiB; grid would take for ever',
    { code: 'told', text: 'takes any points, up to 1 MiB; grid would take for ever' },
  ],
])('%s', (sentence, reason) => {
  const recognised = solverReasonSchema.parse(recogniseSolverReason(sentence));
  expect(recognised).toEqual(reason);
  expect(solverReasonText(recognised)).toBe(sentence);
});

test('the fits of a campaign of version 0.1.0 keep why they were solved so', () => {
  const path = unpackCampaign('0.1.0/four-parameters', scratchFolder());
  const campaign = closedAfterTest(openCampaign(path, { author: steadyAuthor() }));
  const fits = [1, 2, 3, 4].flatMap((iteration) => currentFits(campaign, iteration));
  const reasons = fits.map(({ model }) => solverReasonSchema.parse(model.solverReason));
  expect(new Set(reasons.map(({ code }) => code))).toEqual(new Set(['fastest']));
  expect(reasons.map(solverReasonText)).toContain(
    'takes any points, up to 1 MiB; grid not: the points lie on no grid; low-rank not: only the RBF kernel has a low rank',
  );
});
