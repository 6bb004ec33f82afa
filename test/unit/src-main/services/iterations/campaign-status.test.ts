import { describe, expect, it } from 'vitest';
import { verdictText } from '#main/cli/status-text.ts';
import type { FittedModel } from '#main/fitting/fitted-model.ts';
import { summariseCampaign } from '#main/services/campaigns/summarise-campaign.ts';
import { campaignStatus } from '#main/services/iterations/campaign-status.ts';
import { setBatchPointState } from '#main/store/batch-points-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { dataFingerprint } from '#main/store/data-fingerprint.ts';
import { writeDefinition } from '#main/store/definition-repository.ts';
import { recordFit } from '#main/store/fits-repository.ts';
import { iterationOfData } from '#main/store/iterations-repository.ts';
import { type Metric, replaceMetrics } from '#main/store/metrics-repository.ts';
import { insertPoints, type Limit, type NewPoint } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { storedProcess } from '#main/surrogates/gaussian-process/gaussian-process.ts';
import { campaignStatusSchema } from '#shared/contract/iterations/status.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import type { MetricName } from '#shared/domain/metric.ts';
import { statusWarningText } from '#shared/domain/status-warning.ts';
import { DEFINITION, limit, newCampaign, point } from '../../store/campaign-files.ts';
import { proposedBatch } from '../batches/batch-fixtures.ts';

/** A fit of two tasks with nothing remarkable about it. */
const MODEL: FittedModel = {
  structure: {
    kernel: 'matern32',
    relation: 'difference',
    dimension: 2,
    sharedLengths: false,
    sharedNoise: false,
  },
  mean: { form: 'linear', lowOffset: true },
  hyperparameters: {
    lengths: [0.5, 0.7],
    kappaLow: 1,
    kappaCross: 1,
    kappaHigh: 1,
    noiseLow: 0.001,
    noiseHigh: 0.001,
    difference: { rho: 1, lengths: [0.5, 0.5], variance: 0.1 },
  },
  beta: [1, 2, 3, 0.1],
  negLogL: -12,
  calibration: 1,
  together: 1,
  objective: -10,
  nLow: 100,
  nHigh: 20,
  optimum: [],
  lowOptimum: null,
  atBounds: [],
  converged: true,
  evaluations: 30,
  coarser: [],
  trace: [],
  seconds: 0.5,
  engine: 'portable',
  device: 'cpu',
  solver: 'dense',
  solverReason: {
    code: 'fastest',
    basis: { use: { code: 'any-points' }, replicates: null },
    bytes: 1e6,
    others: [],
  },
  certificate: null,
  seed: 1,
};

const metric = (name: MetricName, value: number, key = '', error: number | null = null): Metric => ({
  name,
  key,
  value,
  error,
});

/** Limits on both sides of the contour, at as many places as a verdict needs. */
const SPREAD = [-1, 0.5, 1, 2].map((y, i) => point([1200 + 400 * i, 1], { limits: { exp: limit(y) } }));

/** One more iteration with its data, a fit of exp and these metrics. */
function iterate(
  campaign: WritableCampaign,
  highCount: number,
  metrics: readonly Metric[],
  limits: readonly NewPoint[] = SPREAD,
): void {
  transaction(campaign, 'fit', () => {
    const evidence = insertPoints(campaign, limits);
    const added = insertPoints(campaign, [point([1000 + highCount, 1])]);
    const { number } = iterationOfData(campaign, {
      fingerprint: dataFingerprint(campaign),
      lowCount: 100,
      highCount,
    });
    const fit = {
      iteration: number,
      quantity: 'exp' as const,
      settings: fitSettings(),
      model: storedProcess(MODEL),
      pointIds: [...evidence, ...added],
    };
    recordFit(campaign, { ...fit, seed: 1 });
    replaceMetrics(campaign, number, metrics);
  });
}

const entropies = (...values: number[]) =>
  values.map((value) => [
    metric('entropy', value, '', 0.0002),
    metric('entropy', value, 'exp', 0.0002),
    metric('looCoverage1', 0.7, 'exp'),
  ]);

function iterated(...values: number[]): WritableCampaign {
  const campaign = newCampaign();
  entropies(...values).forEach((metrics, i) => void iterate(campaign, 20 + 10 * i, metrics));
  return campaign;
}

describe('the status of a campaign', () => {
  it('is empty before the first fit', () => {
    const status = campaignStatusSchema.parse(campaignStatus(newCampaign()));
    expect(status).toMatchObject({
      name: 'Dark Higgs',
      iterations: [],
      forecast: null,
      stop: { value: null, holds: 0, met: false },
      isStale: false,
      warnings: [],
    });
  });

  it('shows every iteration with its numbers, null where it has none', () => {
    const status = campaignStatusSchema.parse(campaignStatus(iterated(0.04, 0.02)));
    expect(status.iterations).toHaveLength(2);
    expect(status.iterations[1]).toMatchObject({
      iteration: 2,
      nLow: 100,
      nHigh: 30,
      entropy: 0.02,
      entropyError: 0.0002,
      moved: null,
      contours: { exp: { entropy: 0.02 } },
      parameters: { m_zp: { unit: 'GeV', sharpness: null, sharpness90: null } },
    });
  });

  it('gives the verdict of the stop rule and the forecast', () => {
    // Each ten points divide the entropy by 2: from 0.01 to 0.005 it takes ten more.
    const status = campaignStatus(iterated(0.04, 0.02, 0.01));
    expect(status.stop).toEqual({
      metric: 'entropy',
      below: 0.005,
      for: 2,
      value: 0.01,
      holds: 0,
      met: false,
      missing: [],
      side: null,
    });
    expect(verdictText(status)).toBe('entropy 0.010 is not below 0.005: not yet.');
    expect(status.forecast).toEqual({ points: 10, low: 10, high: 10 });

    const sharp = campaignStatus(iterated(0.04, 0.004, 0.003));
    expect(sharp.stop).toMatchObject({ holds: 2, met: true });
    expect(verdictText(sharp)).toContain('the contour is sharp enough by your rule.');
    expect(sharp.forecast).toEqual({ points: 0, low: 0, high: 0 });
    expect(campaignStatus(iterated(0.04, 0.02)).forecast).toBeNull();
  });

  describe('lacks evidence for a verdict', () => {
    const places = [0, 1, 2, 3, 4, 5].map((i) => [1100 + 300 * i, 1] as const);
    const at = (limits: readonly NewPoint[], definition = DEFINITION, highCount = 20) => {
      const campaign = newCampaign({ ...definition, stop: { metric: 'entropy', below: 0.005, for: 1 } });
      iterate(campaign, highCount, entropies(0.001)[0]!, limits);
      return campaignStatus(campaign);
    };
    const limits = (y: (i: number) => number, more: Partial<NewPoint> = {}, of: Partial<Limit> = {}) =>
      places.map((place, i) => point(place, { ...more, limits: { exp: limit(y(i), of) } }));

    it.each<[string, NewPoint[], object]>([
      ['all limits at the end of the bracket', limits(() => Math.log(10)), { code: 'no-variation' }],
      [
        'the same with a scatter of 0.1 %',
        limits((i) => Math.log(10) + 0.001 * Math.cos(i)),
        { code: 'no-variation' },
      ],
      [
        'clipped limits',
        limits((i) => (i % 2 ? 9 : -9), {}, { isClipped: true }),
        { code: 'clipped', clipped: 6 },
      ],
      [
        'one place',
        places.map((_, i) => point([1500, 1], { limits: { exp: limit(i) } })),
        { code: 'few-places', places: 2 },
      ],
      ['too few points', limits((i) => i - 2).slice(0, 2), { code: 'few-places', places: 3, needed: 4 }],
      [
        'points outside the space',
        limits((i) => i - 2).map((one, i) => ({ ...one, theta: [6000 + i, 1] })),
        { code: 'few-places', places: 1 },
      ],
    ])('%s', (_, given, missing) => {
      const { stop, forecast } = at(given);
      expect(stop).toMatchObject({ met: false, holds: 1, missing: [missing] });
      expect(forecast).toBeNull();
    });

    it('no high-fidelity limit', () => {
      const campaign = newCampaign({ ...DEFINITION, stop: { metric: 'entropy', below: 0.005, for: 1 } });
      transaction(campaign, 'fit', () => {
        const pointIds = insertPoints(
          campaign,
          limits((i) => i - 2, { fidelity: 'low' }),
        );
        const fingerprint = dataFingerprint(campaign);
        const { number } = iterationOfData(campaign, { fingerprint, lowCount: 6, highCount: 0 });
        const fit = { quantity: 'exp' as const, settings: fitSettings(), model: storedProcess(MODEL) };
        recordFit(campaign, { iteration: number, ...fit, pointIds, seed: 1 });
        replaceMetrics(campaign, number, entropies(0.001)[0]!);
      });
      const status = campaignStatus(campaign);
      expect(status.stop).toMatchObject({ met: false, missing: [{ code: 'no-high-fidelity', low: 6 }] });
      // So does every rule that somebody thinks of.
      const other = campaignStatus(campaign, { rule: { metric: 'uncertain90', below: 0.5, for: 3 } }).stop;
      expect(other).toMatchObject({ metric: 'uncertain90', missing: [{ code: 'no-high-fidelity', low: 6 }] });
      expect(status.warnings).toContainEqual({ code: 'low-fidelity-alone', iteration: 1, low: 6 });
      expect(verdictText(status)).not.toContain('sharp enough');
      expect(summariseCampaign(campaign).verdict).toBe('no evidence');
    });

    it('a contour quantity that was not fitted', () => {
      const { stop } = at(SPREAD, { ...DEFINITION, contour: ['exp', 'obs'] });
      expect(stop).toMatchObject({ met: false, missing: [{ code: 'not-fitted', quantity: 'obs' }] });
    });

    it('the model is too sure of itself', () => {
      const campaign = newCampaign({ ...DEFINITION, stop: { metric: 'entropy', below: 0.005, for: 1 } });
      iterate(campaign, 100, [metric('entropy', 0.001), metric('looCoverage1', 0.3, 'exp')]);
      expect(campaignStatus(campaign).stop?.missing).toMatchObject([
        { code: 'contradicted', warning: { code: 'overconfident' } },
      ]);
    });

    it('nothing; but with all limits on one side it is about the whole space', () => {
      const campaign = newCampaign({ ...DEFINITION, stop: { metric: 'entropy', below: 0.005, for: 1 } });
      iterate(
        campaign,
        20,
        entropies(0.001)[0]!,
        limits((i) => -1 - i),
      );
      expect(campaignStatus(campaign).stop).toMatchObject({ met: true, missing: [], side: 'excluded' });
      expect(summariseCampaign(campaign).verdict).toBe('met');
      expect(verdictText(campaignStatus(campaign))).toContain('the whole space is excluded');
    });
  });

  it('stops by a parameter in its unit', () => {
    const campaign = newCampaign({
      ...DEFINITION,
      stop: { metric: 'sharpness', of: 'm_zp', below: 20, for: 1 },
    });
    iterate(campaign, 20, [metric('sharpness', 0.3), metric('sharpness', 18, 'm_zp')]);
    expect(verdictText(campaignStatus(campaign))).toContain('sharpness of m_zp 18 GeV is below 20 GeV');
  });

  it('has neither stop nor forecast without a rule', () => {
    const { stop: _, ...without } = DEFINITION;
    const campaign = newCampaign(without);
    for (const metrics of entropies(0.04, 0.02, 0.01)) iterate(campaign, 20, metrics);
    const status = campaignStatusSchema.parse(campaignStatus(campaign));
    expect([status.stop, status.forecast]).toEqual([null, null]);
    expect(verdictText(status)).toContain('There is no stop rule');
  });

  it('counts the points of each batch by state', () => {
    const campaign = newCampaign();
    proposedBatch(campaign);
    transaction(campaign, 'batch', () => setBatchPointState(campaign, 'b1-002', { state: 'vetoed' }));
    expect(campaignStatus(campaign).batches).toEqual([
      {
        batch: 1,
        iteration: null,
        method: 'sobol',
        fidelity: 'high',
        requested: 3,
        states: { proposed: 2, vetoed: 1 },
      },
    ]);
  });

  it('takes the metrics of batches, test points and band crossings apart', () => {
    const campaign = newCampaign();
    iterate(campaign, 20, [
      metric('returnedCount', 8, 'b12/exp'),
      metric('returnedY16', -0.2, 'b12/exp'),
      metric('returnedY50', 0.1, 'b12/exp'),
      metric('returnedY84', 0.3, 'b12/exp'),
      metric('returnedRightSide', 0.75, 'b12/exp'),
      metric('returnedCount', 4, 'b2/exp'),
      metric('testExcludedCalledExcluded', 10, 'exp'),
      metric('testExcludedCalledAllowed', 1, 'exp'),
      metric('testAllowedCalledExcluded', 0, 'exp'),
      metric('testAllowedCalledAllowed', 9, 'exp'),
      metric('crossing', 0.0213, 'exp_m1>exp', 0.004),
      metric('crossingExample', 1200, 'exp_m1>exp/1/m_zp'),
      metric('crossingExample', 0.8, 'exp_m1>exp/1/gx'),
    ]);
    const { iterations, warnings } = campaignStatusSchema.parse(campaignStatus(campaign));
    expect(iterations[0].returned.map(({ batch }) => batch)).toEqual([2, 12]);
    expect(iterations[0].returned[1]).toMatchObject({ count: 8, rightSide: 0.75, pullRms: null, y50: 0.1 });
    expect(iterations[0].confusion.exp).toEqual({
      excludedCalledExcluded: 10,
      excludedCalledAllowed: 1,
      allowedCalledExcluded: 0,
      allowedCalledAllowed: 9,
    });
    expect(iterations[0].crossings).toMatchObject([
      { lower: 'exp_m1', upper: 'exp', examples: [{ m_zp: 1200, gx: 0.8 }] },
    ]);
    expect(warnings.map(statusWarningText)).toContain(
      'exp_m1 lies above exp in 2.1 % of the volume, most at m_zp 1200 GeV, gx 0.800',
    );
  });

  it('warns of what an analyst should know', () => {
    const campaign = newCampaign();
    iterate(campaign, 100, [
      metric('entropy', 0.01),
      metric('leftOutLogDensity', 4, 'exp/own'),
      metric('leftOutLogDensity', 5, 'exp/none'),
      metric('leftOutLogDensity', 7.25, 'exp/alone'),
      metric('looCoverage1', 0.41, 'exp'),
      metric('testError', 0.2, 'exp'),
      metric('testClaim', 0.03, 'exp'),
      metric('testExcludedCalledExcluded', 40, 'exp'),
      metric('testExcludedCalledAllowed', 10, 'exp'),
    ]);
    const status = campaignStatus(campaign);
    expect(status.iterations[0].taskUse.exp).toEqual({
      fitted: 'own',
      best: 'alone',
      logDensity: { own: 4, none: 5, alone: 7.25 },
    });
    expect(status.warnings.map(statusWarningText)).toEqual([
      'exp: the low-fidelity points do not help: the high-fidelity points alone predict left-out limits better (ln density 7.250 against 4.000); fit with --low ignore',
      'exp: only 41 % of the left-out limits lie within their ±1σ (68 % should): the model is too sure of itself',
      'exp: 20 % of the 50 test points are on the wrong side, where the model claims 3.0 %',
    ]);
  });

  it('says when the fit is behind the limits, or was interrupted', () => {
    const campaign = iterated(0.04);
    expect(campaignStatus(campaign).warnings).toEqual([]);
    transaction(campaign, 'edit', () => writeDefinition(campaign, { ...DEFINITION, constraints: [] }));
    expect(campaignStatus(campaign)).toMatchObject({
      isStale: true,
      warnings: [{ code: 'stale', iteration: 1 }],
    });
    const interrupted = newCampaign();
    iterate(interrupted, 20, []);
    expect(campaignStatus(interrupted).warnings).toContainEqual({ code: 'not-judged', iteration: 1 });
  });
});
