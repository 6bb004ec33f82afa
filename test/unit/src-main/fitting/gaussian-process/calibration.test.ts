import { describe, expect, it } from 'vitest';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import { createPosterior, fitModel, fitTogether, leaveOneOut } from '#main/fitting/fit-model.ts';
import { fittedModelSchema } from '#main/fitting/fitted-model.ts';
import { calibratingRows, calibrationFactor, pullsOf } from '#main/fitting/gaussian-process/calibration.ts';
import { createDenseSolver } from '#main/fitting/solvers/dense/dense-solver.ts';
import { storedProcess } from '#main/surrogates/gaussian-process/gaussian-process.ts';
import { openSurrogate } from '#main/surrogates/registry.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { exclusionProbability } from '#shared/numerics/exclusion.ts';
import { hyperparametersOf, meanOf, referenceCases, structureOf, trainingSetOf } from '../reference-cases.ts';

/**
 * c of every reference case, in NumPy: each high-fidelity observation was taken out of K and predicted from the rest by
 * solving again, with β of the whole.
 */
const FACTORS = [
  1.0898338509727974, 0.7658638409449949, 0.6918966370744968, 0.8992591020125351, 0.9117817684115136,
  0.8539375261407638, 0.6798131406437334, 0.656564469333096, 0.6116410935810365,
];

const difference = referenceCases[5];
const settings = fitSettings({ engine: 'portable' });

describe('the calibration of standard deviations', () => {
  it.each(referenceCases.map((c, k) => [c.name, c, FACTORS[k]] as const))('%s', async (_, c, expected) => {
    const training = trainingSetOf(c);
    const regression = { training, structure: structureOf(c), mean: meanOf(c) };
    const process = await createDenseSolver(portableEngine, regression).condition(hyperparametersOf(c));
    const pulls = pullsOf(training.y, await process.leaveOneOut(), calibratingRows(training));
    // 1e-8: the condition of K, as for the other reference values.
    expect(Math.abs(calibrationFactor(pulls) / expected - 1)).toBeLessThan(1e-8);
  });

  it('is 1 without pulls, and takes the low task where it is the only one', () => {
    expect(calibrationFactor([])).toBe(1);
    expect(calibrationFactor([2, -2])).toBeCloseTo(Math.sqrt(18 / 12), 14);
    expect(calibratingRows({ count: 3, countLow: 3 })).toEqual([0, 1, 2]);
    expect(calibratingRows({ count: 3, countLow: 2 })).toEqual([2]);
  });

  it('is stored with a fit and leaves its likelihood, its mean and its noise alone', async () => {
    const training = trainingSetOf(difference);
    const calibrated = await fitModel(training, settings);
    const plain = await fitModel(training, { ...settings, calibration: 'none' });
    const rows = calibratingRows(training);
    const factor = calibrationFactor(pullsOf(training.y, await leaveOneOut(training, calibrated), rows));
    expect(calibrated.calibration).toBeCloseTo(factor, 12);
    expect(plain.calibration).toBe(1);
    expect(calibrated.negLogL).toBe(plain.negLogL);
    expect(calibrated.optimum).toEqual(plain.optimum);

    const at = Float64Array.from(difference.at.flat());
    const [wide, narrow] = [
      await createPosterior(training, calibrated),
      await createPosterior(training, plain),
    ];
    const [a, b] = [await wide.predict(at), await narrow.predict(at)];
    expect(a.mean).toEqual(b.mean);
    expect(wide.noiseVariance('high')).toBe(narrow.noiseVariance('high'));
    const square = factor * factor;
    a.variance.forEach((variance, i) => {
      expect(variance / (square * b.variance[i])).toBeCloseTo(1, 12);
    });
    const [of, ofPlain] = [await wide.features(at), await narrow.features(at)];
    expect(of.variance).toEqual(a.variance);
    const [joint, jointPlain] = [await wide.covariance(of, of), await narrow.covariance(ofPlain, ofPlain)];
    joint.forEach((value, k) => {
      expect(Math.abs(value - square * jointPlain[k])).toBeLessThan(1e-12 * square);
    });
  });

  it('is one for all who ask a stored fit', async () => {
    const training = trainingSetOf(difference);
    const model = await fitModel(training, settings);
    const at = Float64Array.from(difference.at.flat());
    const surrogate = await openSurrogate({ training, model: storedProcess(model) });
    const { mean, variance } = await (await createPosterior(training, model)).predict(at);
    const predicted = await surrogate.predict(at, 'high');
    expect(predicted.lnMu).toEqual({ mean, variance });
    expect(predicted.pExcl).toEqual(
      mean.map((value, i) => exclusionProbability(value, Math.sqrt(variance[i]))),
    );
    expect((await surrogate.conditioning?.features(at, 'high'))?.variance).toEqual(variance);
  });

  it('gives every quantity that shares hyperparameters its own factor', async () => {
    const training = trainingSetOf(difference);
    const besides = [training.y.map((y, i) => y + 0.3 * Math.sin(7 * i))];
    const shared = { ...settings, hyperparameters: 'shared' } as const;
    const models = await fitTogether({ ...training, besides }, shared);
    const rows = calibratingRows(training);
    for (const [k, y] of [training.y, ...besides].entries()) {
      const left = await leaveOneOut({ ...training, y }, models[k]);
      expect(models[k].calibration).toBeCloseTo(calibrationFactor(pullsOf(y, left, rows)), 9);
    }
    expect(models[0].calibration).not.toBeCloseTo(models[1].calibration, 2);
  });

  it('is 1 in fits of versions that did not know it', async () => {
    const { calibration: _, ...older } = await fitModel(trainingSetOf(difference), settings);
    expect(fittedModelSchema.parse(older).calibration).toBe(1);
  });
});
