import { beforeAll, describe, expect, it } from 'vitest';
import { createPosterior, fitModel } from '#main/fitting/fit-model.ts';
import { fittedModelSchema } from '#main/fitting/fitted-model.ts';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { computeMetrics } from '#main/fitting/metrics/compute-metrics.ts';
import type {
  FittedQuantity,
  IterationFits,
  KnownLimits,
  MetricsInput,
} from '#main/fitting/metrics/metrics-input.ts';
import { storedProcess } from '#main/surrogates/gaussian-process/gaussian-process.ts';
import { type CampaignDefinition, campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import type { MetricName, MetricRow } from '#shared/domain/metric.ts';
import { QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';
import { createSpace } from '#shared/domain/space.ts';
import { entropyOfZ } from '#shared/numerics/exclusion.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';

/** A campaign in two masses whose expected contour runs through the middle; obs is 0.1 above it, the band ±0.4. */
const definition = campaignDefinitionSchema.parse({
  name: 'synthetic',
  parameters: [
    { name: 'm_zp', unit: 'GeV', lower: 500, upper: 2500 },
    { name: 'm_dm', unit: 'GeV', lower: 100, upper: 900 },
  ],
  constraints: ['2*m_dm < m_zp'],
  quantities: ['exp', 'exp_p1', 'exp_m1', 'obs'],
  contour: ['exp', 'obs'],
});
const settings = fitSettings({ engine: 'portable' });
const OFFSETS: Partial<Record<Quantity, number>> = { exp: 0, exp_p1: 0.4, exp_m1: -0.4, obs: 0.1 };
const lnMu = (mZp: number, mDm: number) => (mZp - 1700) / 600 + Math.sin(mDm / 200) * 0.5;

function knownAt(theta: Float64Array, offset: number): KnownLimits {
  const y = Float64Array.from(
    { length: theta.length / 2 },
    (_, i) => lnMu(theta[2 * i], theta[2 * i + 1]) + offset,
  );
  return { theta, y, knownVariance: new Float64Array(y.length) };
}

function thetaInside(count: number, scrambleSeed: number): Float64Array {
  const space = createSpace(definition);
  const v = sobolPoints(2, 8 * count, { scrambleSeed });
  const inside = Array.from({ length: 8 * count }, (_, i) => space.fromUnit(v.subarray(2 * i, 2 * i + 2)))
    .filter((theta) => space.contains(theta))
    .slice(0, count);
  return Float64Array.from(inside.flatMap((theta) => Array.from(theta)));
}

async function fitsOf(over: CampaignDefinition, highCount: number, lowCount = 30): Promise<IterationFits> {
  const space = createSpace(over);
  const fits: FittedQuantity[] = [];
  for (const quantity of QUANTITIES.filter((name) => over.quantities.includes(name))) {
    const observe = (count: number, seed: number, offset: number) => {
      const { theta, y } = knownAt(thetaInside(count, seed), offset);
      const u = Array.from(y, (_, i) =>
        Array.from(space.coordinates(theta.subarray(2 * i, 2 * i + 2)) ?? []),
      );
      return { u: Float64Array.from(u.flat()), y };
    };
    const offset = OFFSETS[quantity] ?? 0;
    const training = createTrainingSet(2, {
      low: observe(lowCount, 1, offset - 0.5),
      high: observe(highCount, 2, offset),
    });
    const model = await fitModel(training, settings, { randomStarts: 0 });
    fits.push({ quantity, training, model: storedProcess(model), settings });
  }
  return { definition: over, fits };
}

const value = (rows: readonly MetricRow[], name: MetricName, key: string | null = null): number =>
  rows.find((row) => row.name === name && row.key === key)?.value ?? Number.NaN;

describe('the metrics of an iteration', () => {
  let input: MetricsInput;
  let rows: MetricRow[];
  beforeAll(async () => {
    const previous = await fitsOf(definition, 8);
    const test = thetaInside(40, 5);
    input = {
      current: await fitsOf(definition, 16),
      previous,
      test: { exp: knownAt(test, 0), exp_p1: knownAt(test, 0.4) },
      returned: [
        { batch: 3, fidelity: 'high', requestedBy: previous, limits: { exp: knownAt(thetaInside(6, 9), 0) } },
        { batch: 1, fidelity: 'high', requestedBy: null, limits: { exp: knownAt(thetaInside(4, 9), 0) } },
      ],
      seed: 7,
    };
    rows = await computeMetrics(input);
  });

  it('survive the way to another process and are the same for a seed', async () => {
    expect(await computeMetrics(structuredClone(input))).toEqual(rows);
    const keys = rows.map(({ name, key }) => `${name} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const row of rows) expect(Number.isFinite(row.value)).toBe(true);
  });

  it('are there for each contour quantity and for their mean', () => {
    for (const name of [
      'entropy',
      'uncertain90',
      'uncertain68',
      'changed',
      'moved',
      'sharpness',
      'sharpness90',
      'bandRatio',
      'looRms',
      'looPullRms',
      'looCoverage1',
      'looCoverage2',
    ] as const) {
      const mean = (value(rows, name, 'exp') + value(rows, name, 'obs')) / 2;
      expect(value(rows, name), name).toBeCloseTo(mean, 12);
    }
    expect(rows.find(({ name, key }) => name === 'entropy' && key === 'exp_p1')).toBeUndefined();
  });

  it('integrate the entropy over the allowed volume', async () => {
    const [{ training, model }] = input.current.fits.filter(({ quantity }) => quantity === 'exp');
    const space = createSpace(definition);
    const posterior = await createPosterior(training, fittedModelSchema.parse(model));
    const theta = thetaInside(4096, 77);
    const u = Float64Array.from({ length: theta.length }, (_, i) =>
      i % 2 === 0 ? (space.coordinates(theta.subarray(i, i + 2))?.[0] ?? 0) : (theta[i] - 100) / 800,
    );
    const { mean, variance } = await posterior.predict(u);
    const sum = mean.reduce((total, m, i) => total + entropyOfZ(m / Math.sqrt(variance[i])), 0);
    const entropy = value(rows, 'entropy', 'exp');
    // Another scrambled sample of 4096 points is good to about 1e-3 of the largest H.
    expect(Math.abs(sum / 4096 - entropy)).toBeLessThan(2e-3);
    expect(entropy).toBeGreaterThan(0);
    expect(entropy).toBeLessThan(Math.LN2);
  });

  it('know the contour in the unit of each parameter', () => {
    // ŷ rises by 1 in 600 GeV of m_zp: Δm_zp = 600 s, and s against the band's half width 0.4 is s/0.4.
    const ratio = value(rows, 'sharpness', 'exp/m_zp') / 600 / (value(rows, 'bandRatio', 'exp') * 0.4);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
    expect(value(rows, 'sharpness', 'm_zp')).toBeLessThan(100);
    expect(value(rows, 'sharpness90', 'm_zp')).toBeGreaterThanOrEqual(value(rows, 'sharpness', 'm_zp'));
  });

  it('judge test points, of every fitted quantity', () => {
    const total = (
      [
        'testExcludedCalledExcluded',
        'testExcludedCalledAllowed',
        'testAllowedCalledExcluded',
        'testAllowedCalledAllowed',
      ] as const
    ).reduce((sum, name) => sum + value(rows, name, 'exp'), 0);
    expect(total).toBe(40);
    expect(value(rows, 'testError', 'exp')).toBeLessThan(0.1);
    expect(value(rows, 'testError')).toBe(value(rows, 'testError', 'exp'));
    expect(value(rows, 'testClaim', 'exp_p1')).toBeLessThan(0.1);
  });

  it('judge returned batches against the fit that requested them', () => {
    expect(value(rows, 'returnedCount', 'b3/exp')).toBe(6);
    expect(value(rows, 'returnedRightSide', 'b3/exp')).toBeGreaterThan(0.5);
    expect(value(rows, 'returnedPullRms', 'b3/exp')).toBeLessThan(5);
    expect(value(rows, 'returnedY16', 'b3/exp')).toBeLessThanOrEqual(value(rows, 'returnedY84', 'b3/exp'));
    // The first batch was requested by no fit.
    expect(value(rows, 'returnedCount', 'b1/exp')).toBe(4);
    expect(value(rows, 'returnedPullRms', 'b1/exp')).toBeNaN();
  });

  it('compare the tasks', () => {
    expect(value(rows, 'leftOutLogDensity', 'exp/own')).toBeGreaterThan(
      value(rows, 'leftOutLogDensity', 'exp/alone'),
    );
  });

  it('have nothing to move from in the first iteration', async () => {
    const first = await computeMetrics({ ...input, previous: null, test: {}, returned: [] });
    expect(value(first, 'moved')).toBeNaN();
    expect(value(first, 'changed')).toBeNaN();
    expect(value(first, 'entropy')).toBe(value(rows, 'entropy'));
  });

  it('measure no movement where nothing but the bounds changed', async () => {
    const wider = campaignDefinitionSchema.parse({
      ...definition,
      parameters: [
        { name: 'm_zp', lower: 400, upper: 2600 },
        { name: 'm_dm', lower: 100, upper: 900 },
      ],
    });
    // The same fits, seen from other bounds: u of the fit is that of its own definition.
    const previous = input.current;
    const current = { ...previous, definition };
    const same = await computeMetrics({ ...input, current, previous, test: {}, returned: [] });
    expect(value(same, 'moved')).toBeLessThan(1e-9);
    expect(value(same, 'changed')).toBe(0);

    const refitted = await computeMetrics({
      ...input,
      current: await fitsOf(wider, 16),
      previous: await fitsOf(definition, 16),
      test: {},
      returned: [],
    });
    // Lengths are fitted on another scale of u, so the models differ by little, not by nothing.
    expect(value(refitted, 'moved')).toBeLessThan(0.02);
  });

  it('stop when they are cancelled', async () => {
    await expect(computeMetrics(input, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });
});
