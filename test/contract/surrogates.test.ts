import { describe, expect, it } from 'vitest';
import { ConditionedField } from '#main/fitting/acquisition/conditioned-field.ts';
import { createTrainingSet, type TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { gaussianProcess } from '#main/surrogates/gaussian-process/gaussian-process.ts';
import type { FitProgress, Surrogate } from '#main/surrogates/surrogate.ts';
import { fitReportSchema } from '#shared/contract/surrogates/fit.ts';
import { hyperparameterSchema } from '#shared/contract/surrogates/surrogates-methods.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { createSpace } from '#shared/domain/space.ts';
import { type StoredModel, storedModelSchema } from '#shared/domain/surrogate.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';
import { kNearestNeighbours } from '../surrogates/k-nearest-neighbours.ts';

// What everything that asks a fit relies on. A new surrogate joins this list.
const SURROGATES: readonly Surrogate[] = [gaussianProcess, kNearestNeighbours];

/** ln μ = 2 x + sin(4 y) − 1.3: excluded on one side of a bent line through the unit square. */
const lnMu = (x: number, y: number): number => 2 * x + Math.sin(4 * y) - 1.3;

function observations(count: number, scrambleSeed: number, offset = 0) {
  const u = sobolPoints(2, count, { scrambleSeed });
  return { u, y: Float64Array.from({ length: count }, (_, i) => lnMu(u[2 * i], u[2 * i + 1]) + offset) };
}

const oneTask = createTrainingSet(2, { high: observations(24, 1) });
const twoTasks = createTrainingSet(2, { low: observations(30, 2, -0.2), high: observations(14, 1) });
const space = createSpace(
  campaignDefinitionSchema.parse({
    name: 'test',
    parameters: [
      { name: 'x', lower: 0, upper: 1 },
      { name: 'y', lower: 0, upper: 1 },
    ],
    quantities: ['exp'],
    contour: 'exp',
  }),
);
const places = sobolPoints(2, 200, { scrambleSeed: 7 });
const far = Float64Array.of(-0.4, 1.5, 2, 2, 0.5, -3);

describe.each(SURROGATES.map((surrogate) => [surrogate.facts.tag, surrogate] as const))(
  'the surrogate %s',
  (tag, surrogate) => {
    const settings = fitSettings({ surrogate: tag, engine: 'portable' });
    const fitOf = async (training: TrainingSet): Promise<StoredModel> =>
      (await surrogate.fit(training, settings))[0];
    const opened = async (training: TrainingSet) =>
      surrogate.open({ training, model: await fitOf(training) });

    it('is the same for the same seed', async () => {
      const [first, second] = [await opened(oneTask), await opened(oneTask)];
      expect(await first.predict(places, 'high')).toEqual(await second.predict(places, 'high'));
    });

    it('stores a model under its tag and version, which predicts the same after its way through JSON', async () => {
      for (const training of [oneTask, twoTasks]) {
        const model = await fitOf(training);
        expect(model).toMatchObject({ surrogate: tag, version: surrogate.version });
        const again = storedModelSchema.parse(JSON.parse(JSON.stringify(model)));
        const [before, after] = [
          await surrogate.open({ training, model }),
          await surrogate.open({ training, model: again }),
        ];
        expect(await after.predict(places, 'high')).toEqual(await before.predict(places, 'high'));
        expect(surrogate.summarise(again)).toEqual(surrogate.summarise(model));
      }
    });

    it('fits every quantity of a training set', async () => {
      const models = await surrogate.fit({ ...oneTask, besides: [oneTask.y.map((y) => 2 * y)] }, settings);
      expect(models).toHaveLength(2);
    });

    it('reports its progress, from 0 to 1 and never backwards', async () => {
      const shares: number[] = [];
      await surrogate.fit(oneTask, settings, { onProgress: ({ share }: FitProgress) => shares.push(share) });
      expect(shares.length).toBeGreaterThan(0);
      expect(shares.every((share, i) => share >= (shares[i - 1] ?? 0) && share <= 1)).toBe(true);
    });

    it('is cancelled by its signal', async () => {
      const controller = new AbortController();
      const onProgress = () => controller.abort();
      const fit = surrogate.fit(twoTasks, settings, { signal: controller.signal, onProgress });
      await expect(fit).rejects.toThrow(/abort/);
    });

    it('starts from an earlier model, and passes over one of another surrogate', async () => {
      const previous = await fitOf(oneTask);
      const foreign = { surrogate: 'another', version: 9 };
      for (const start of [previous, foreign]) {
        const [model] = await surrogate.fit(oneTask, settings, { previous: start });
        expect(model.surrogate).toBe(tag);
      }
    });

    it('gives a probability at every place, outside the observations too', async () => {
      for (const training of [oneTask, twoTasks]) {
        const open = await opened(training);
        expect(open).toMatchObject({ dimension: 2, surrogate: surrogate.facts });
        for (const u of [places, far]) {
          const { pExcl } = await open.predict(u, 'high');
          expect(pExcl).toHaveLength(u.length / 2);
          expect(pExcl.every((p) => Number.isFinite(p) && p >= 0 && p <= 1)).toBe(true);
        }
      }
    });

    it('tells the sides apart where it knows limits on both', async () => {
      const { pExcl } = await (await opened(oneTask)).predict(places, 'high');
      const right = Array.from(pExcl).filter(
        (p, i) => p > 0.5 === lnMu(places[2 * i], places[2 * i + 1]) < 0,
      );
      expect(right.length / pExcl.length).toBeGreaterThan(0.8);
    });

    it('has a level of the sign of its side: ŷ of ln μ, else ½ − p', async () => {
      const open = await opened(twoTasks);
      const { pExcl, lnMu } = await open.predict(places, 'high');
      const level = await open.level(places, 'high');
      for (const [i, value] of level.entries()) {
        // Mean and level may be computed in different orders: rounding of terms of order one.
        if (lnMu) expect(Math.abs(value - lnMu.mean[i])).toBeLessThan(1e-9);
        else expect(value).toBe(0.5 - pExcl[i]);
      }
    });

    it('gives what it says that it gives, and a probability that goes with mean and deviation', async () => {
      const { gives } = surrogate.facts;
      const open = await opened(twoTasks);
      const { pExcl, lnMu } = await open.predict(places, 'high');
      expect(lnMu !== null).toBe(gives.lnMu);
      expect(open.conditioning !== null).toBe(gives.conditioning);
      expect(open.leaveOneOut !== null).toBe(gives.leaveOneOut);
      expect(open.noiseVariance('high')).toBeGreaterThanOrEqual(0);
      if (!lnMu) return;
      for (const [i, p] of pExcl.entries()) {
        expect(lnMu.variance[i]).toBeGreaterThanOrEqual(0);
        expect(p).toBeCloseTo(exclusionProbability(lnMu.mean[i], Math.sqrt(lnMu.variance[i])), 12);
      }
    });

    it('never knows less after a measurement that it takes for granted', async () => {
      const { conditioning } = await opened(twoTasks);
      if (!conditioning) return;
      const field = await ConditionedField.create(conditioning, 'high', places, places.subarray(0, 40));
      for (const site of [3, 11, 3]) {
        const before = field.targetVariance.slice();
        await field.condition(site);
        expect(field.targetVariance.every((variance, i) => variance <= before[i])).toBe(true);
      }
    });

    it('predicts every observation from all others, where it says so', async () => {
      const { leaveOneOut } = await opened(twoTasks);
      if (!leaveOneOut) return;
      const { pExcl, lnMu } = await leaveOneOut();
      expect(pExcl).toHaveLength(twoTasks.count);
      expect(pExcl.every((p) => p >= 0 && p <= 1)).toBe(true);
      if (lnMu) expect([lnMu.mean, lnMu.variance].map(({ length }) => length)).toEqual([44, 44]);
    });

    it('reports in the words of the contract, with a meaning for every number', async () => {
      const model = await fitOf(twoTasks);
      const fit = { quantity: 'exp' as const, settings, model };
      const [report] = surrogate.report([fit], ['x', 'y']);
      expect(fitReportSchema.parse(report)).toMatchObject({
        quantity: 'exp',
        surrogate: surrogate.facts,
        nLow: 30,
        nHigh: 14,
      });
      expect(surrogate.summarise(model)).toMatchObject({ nLow: 30, nHigh: 14 });
      const hyperparameters = surrogate.hyperparameters(model, space);
      expect(hyperparameters.length).toBeGreaterThan(0);
      for (const hyperparameter of hyperparameters) {
        expect(hyperparameterSchema.parse(hyperparameter)).toEqual(hyperparameter);
        if (hyperparameter.kind === 'other') expect(hyperparameter.told?.meaning).not.toBe('');
      }
    });

    it('suits training sets of the same coordinates and tasks alone', async () => {
      const model = await fitOf(twoTasks);
      expect(
        surrogate.suits(model, createTrainingSet(2, { low: observations(9, 4), high: observations(5, 3) })),
      ).toBe(true);
      expect(surrogate.suits(model, oneTask)).toBe(false);
      const line = { u: Float64Array.of(0, 1), y: Float64Array.of(1, 2) };
      expect(surrogate.suits(model, createTrainingSet(1, { low: line, high: line }))).toBe(false);
    });

    it('costs something, by which work is cut into turns', async () => {
      const source = { training: oneTask, model: await fitOf(oneTask) };
      for (const what of ['predict', 'level'] as const) {
        expect(surrogate.operationsPerPlace(source, what)).toBeGreaterThan(0);
      }
    });

    it('is refused too few observations with a typed error', async () => {
      const few = async (count: number) =>
        surrogate.fit(createTrainingSet(2, { high: observations(count, 1) }), settings);
      await expect(few(0)).rejects.toMatchObject({ code: 'fit.no_points' });
      await expect(few(1)).rejects.toMatchObject({ code: 'fit.one_point' });
      expect(await few(2)).toHaveLength(1);
    });
  },
);
