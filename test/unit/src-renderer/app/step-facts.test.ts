import { expect, test } from 'vitest';
import { stepFact } from '#renderer/app/shell/step-facts.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';

const summary: CampaignSummary = {
  campaignId: 'a',
  path: '/scan.contourist',
  name: 'Scan',
  readOnly: null,
  missingLog: null,
  definition: {
    name: 'Scan',
    parameters: [{ name: 'm', lower: 0, upper: 1, scale: 'linear' }],
    fixed: {},
    constraints: [],
    quantities: ['exp'],
    contour: ['exp'],
  },
  iteration: 8,
  isStale: false,
  notFitted: [],
  counts: {
    fitted: 190,
    test: 48,
    excluded: 0,
    outside: 0,
    outsideBy: [],
    proposed: 20,
    pending: 0,
    quarantined: 8,
  },
  notes: 2,
  verdict: 'not yet',
  engine: null,
  surrogates: [],
};

test('each step has its fact, and warnings say so', () => {
  expect(stepFact('space', summary)).toEqual({ text: '1 free', isWarning: false });
  expect(stepFact('limits', summary)).toEqual({ text: '238', isWarning: false });
  expect(stepFact('model', summary)).toEqual({ text: '2 notes', isWarning: true });
  expect(stepFact('batches', summary)).toEqual({ text: '20 new', isWarning: false });
  expect(stepFact('contours', summary)).toBeNull();
  expect(stepFact('progress', summary)).toEqual({ text: 'not yet', isWarning: false });
});

test('an outdated fit is a warning, a campaign without one is not', () => {
  expect(stepFact('model', { ...summary, notes: 0, isStale: true })).toEqual({
    text: 'outdated',
    isWarning: true,
  });
  const fresh = { ...summary, iteration: 0, verdict: 'not fitted' } as const;
  expect(stepFact('model', fresh)).toEqual({ text: 'not fitted', isWarning: false });
  expect(stepFact('progress', fresh)).toBeNull();
});
