import { expect, test } from 'vitest';
import { currentFits, listFits, type NewFit, recordFit } from '#main/store/fits-repository.ts';
import { iterationOfData, latestIteration, listIterations } from '#main/store/iterations-repository.ts';
import { metricsByIteration, replaceMetrics } from '#main/store/metrics-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { errorOf, newCampaign } from './campaign-files.ts';

const FIT: NewFit = {
  iteration: 1,
  quantity: 'exp',
  settings: { kernel: 'matern32', lengths: 'per-parameter' },
  model: { surrogate: 'gaussian-process', version: 1, lengths: [0.5, 0.1 + 0.2], kappa: [[1]] },
  pointIds: [1, 2],
  seed: 7,
};

test('a fit on the same data joins the iteration, on changed data it opens the next', () => {
  const campaign = newCampaign();
  expect(latestIteration(campaign)).toBeUndefined();
  const open = (fingerprint: string) =>
    transaction(campaign, 'fit', () =>
      iterationOfData(campaign, { fingerprint, lowCount: 500, highCount: 40 }),
    );
  expect([open('a'), open('a'), open('b'), open('a')].map(({ number }) => number)).toEqual([1, 1, 2, 3]);
  expect(latestIteration(campaign)).toMatchObject({
    number: 3,
    fingerprint: 'a',
    lowCount: 500,
    highCount: 40,
  });
  expect(listIterations(campaign).map(({ fingerprint }) => fingerprint)).toEqual(['a', 'b', 'a']);
});

test('the newest fit of a quantity is current, the ones before stay', () => {
  const campaign = newCampaign();
  transaction(campaign, 'fit', () => {
    iterationOfData(campaign, { fingerprint: 'a', lowCount: 0, highCount: 9 });
    recordFit(campaign, FIT);
    recordFit(campaign, { ...FIT, quantity: 'obs' });
    recordFit(campaign, { ...FIT, seed: 8 });
  });
  expect(currentFits(campaign, 1)).toMatchObject([
    { ...FIT, quantity: 'obs', isCurrent: true, toolVersion: '0.1.0' },
    { ...FIT, id: 3, seed: 8, isCurrent: true },
  ]);
  expect(listFits(campaign, 1).map(({ isCurrent }) => isCurrent)).toEqual([false, true, true]);
  expect(currentFits(campaign, 2)).toEqual([]);
});

test('a fit needs its iteration', () => {
  const campaign = newCampaign();
  const error = errorOf(() => transaction(campaign, 'fit', () => recordFit(campaign, FIT)));
  expect(error.message).toContain('FOREIGN KEY');
});

test('metrics are stored by iteration, name and key, and replaced as a whole', () => {
  const campaign = newCampaign();
  const entropy = { name: 'entropy', key: '', value: 0.031, error: 0.002 };
  const sharpness = { name: 'sharpness-median', key: 'm_zp', value: 18, error: null };
  transaction(campaign, 'fit', () => {
    for (const fingerprint of ['a', 'b']) {
      iterationOfData(campaign, { fingerprint, lowCount: 0, highCount: 9 });
    }
    replaceMetrics(campaign, 2, [sharpness, { ...sharpness, key: 'gx' }, entropy]);
    replaceMetrics(campaign, 1, [{ ...entropy, value: 1 }]);
    replaceMetrics(campaign, 1, [entropy]);
  });
  expect([...metricsByIteration(campaign)]).toEqual([
    [1, [entropy]],
    [2, [entropy, { ...sharpness, key: 'gx' }, sharpness]],
  ]);
});

test('a metric that is no number is refused', () => {
  const campaign = newCampaign();
  const store = () => {
    iterationOfData(campaign, { fingerprint: 'a', lowCount: 0, highCount: 9 });
    replaceMetrics(campaign, 1, [{ name: 'moved', key: '', value: Number.NaN, error: null }]);
  };
  expect(errorOf(() => transaction(campaign, 'fit', store)).message).toContain('NOT NULL');
  expect(listIterations(campaign)).toEqual([]);
});
