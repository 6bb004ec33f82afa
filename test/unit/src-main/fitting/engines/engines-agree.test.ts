import { afterEach, describe, expect, it } from 'vitest';
import {
  chooseEngine,
  engineStatuses,
  fasterInTrial,
  NATIVE_FROM,
  preferEngine,
} from '#main/fitting/engines/choose-engine.ts';
import type { DenseEngine } from '#main/fitting/engines/dense-engine.ts';
import { createOnnxruntimeEngine } from '#main/fitting/engines/onnxruntime/onnxruntime-engine.ts';
import { portableEngine } from '#main/fitting/engines/portable-engine.ts';
import { createTensorflowEngine } from '#main/fitting/engines/tensorflow/tensorflow-engine.ts';
import type {
  CovarianceStructure,
  HyperparameterGradient,
  Hyperparameters,
  Relation,
} from '#main/fitting/gaussian-process/hyperparameters.ts';
import { createTrainingSet, type TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { createPause } from '#main/fitting/pause.ts';
import { engineChoiceSchema } from '#shared/domain/fit-settings.ts';
import { NotPositiveDefiniteError } from '#shared/numerics/dense/cholesky.ts';
import { createRandom } from '#shared/numerics/random.ts';
import { hasTensorflow } from './tensorflow-for-tests.ts';

/** Blocks of 96 rows: eight of them, unequal. */
const BLOCK = 96;
const SIZE = 701;

function kernelMatrix(n: number): Float64Array {
  const random = createRandom(5);
  const u = Float64Array.from({ length: 2 * n }, () => random.uniform());
  return Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    const distance = Math.hypot(u[2 * i] - u[2 * j], u[2 * i + 1] - u[2 * j + 1]);
    return Math.exp(-distance / 0.3) + (i === j ? 0.01 : 0);
  });
}

/** The largest difference over the largest number. */
function relativeDistance(a: Float64Array, b: Float64Array): number {
  let [difference, size] = [0, 0];
  a.forEach((value, i) => {
    difference = Math.max(difference, Math.abs(value - b[i]));
    size = Math.max(size, Math.abs(b[i]));
  });
  return difference / size;
}

const native: [string, () => DenseEngine | Promise<DenseEngine>][] = [
  ['tensorflow', () => createTensorflowEngine(0, BLOCK)],
  ['onnxruntime', () => createOnnxruntimeEngine(2, BLOCK)],
];

const here = native.filter(([name]) => name !== 'tensorflow' || hasTensorflow);

describe.each(here)('the %s engine', (name, create) => {
  // 1e-11: rounding of sums of 700 terms times the condition number of 1e4.
  it('gives the same factor, inverse and products as the portable one', async () => {
    const engine = await create();
    const matrix = kernelMatrix(SIZE);
    const [a, b] = [
      await portableEngine.factorise(matrix.slice(), SIZE),
      await engine.factorise(matrix.slice(), SIZE),
    ];
    expect(relativeDistance(b.lower, a.lower)).toBeLessThan(1e-11);
    expect(relativeDistance(b.transposedInverse, a.transposedInverse)).toBeLessThan(1e-11);
    expect(Math.abs(b.logDeterminant - a.logDeterminant)).toBeLessThan(1e-9 * Math.abs(a.logDeterminant));
    expect(relativeDistance(await engine.invert(b), await portableEngine.invert(a))).toBeLessThan(1e-11);
    const rows = matrix.slice(0, 5 * SIZE);
    expect(
      relativeDistance(await engine.whitenRows(b, rows, 5), await portableEngine.whitenRows(a, rows, 5)),
    ).toBeLessThan(1e-11);
    expect(
      relativeDistance(
        await engine.multiplyTransposed(rows, rows, 5, SIZE, 5),
        await portableEngine.multiplyTransposed(rows, rows, 5, SIZE, 5),
      ),
    ).toBeLessThan(1e-12);
  });

  it('names the same row of a matrix that is not positive definite', async () => {
    const matrix = kernelMatrix(SIZE);
    const row = 500;
    matrix[row * SIZE + row] = -1;
    const expected = new NotPositiveDefiniteError(row);
    await expect(portableEngine.factorise(matrix.slice(), SIZE)).rejects.toThrow(expected);
    await expect((await create()).factorise(matrix.slice(), SIZE)).rejects.toThrow(expected);
  });

  // 150 low and 151 high points are two blocks of either task.
  it.each(
    (['rbf', 'matern32', 'matern52'] as const).flatMap((kernel) =>
      (['one', 'icm', 'difference'] as const).map((relation) => [kernel, relation] as const),
    ),
  )('builds the same covariance as the portable one: %s, %s', async (kernel, relation) => {
    const engine = await create();
    const training = twoTasks(relation === 'one' ? 0 : 150, relation === 'one' ? 300 : 151);
    const structure: CovarianceStructure = {
      kernel,
      relation,
      dimension: 3,
      sharedLengths: false,
      sharedNoise: false,
    };
    const h = hyperparameters(relation);
    const [a, b] = [
      await portableEngine.factoriseCovariance(structure, h, training, createPause()),
      await engine.factoriseCovariance(structure, h, training, createPause()),
    ];
    // K's condition number is about 1e4: vectors solved with it keep 1e-11 of their largest number.
    expect(Math.abs(b.logDeterminant / a.logDeterminant - 1)).toBeLessThan(1e-11);
    const vectors = [training.y, training.y.map((y, i) => y + i / training.count)];
    const [whitenedA, whitenedB] = [await a.whiten(vectors), await b.whiten(vectors)];
    const [solvedA, solvedB] = [await a.unwhiten(whitenedA), await b.unwhiten(whitenedA)];
    vectors.forEach((_, c) => {
      expect(relativeDistance(whitenedB[c], whitenedA[c])).toBeLessThan(1e-10);
      expect(relativeDistance(solvedB[c], solvedA[c])).toBeLessThan(1e-10);
    });
    const [gradientA, gradientB] = [await a.gradient(solvedA), await b.gradient(solvedA)];
    const numbersOf = (g: HyperparameterGradient) =>
      Float64Array.from(
        Object.values(g).flatMap((value) => (typeof value === 'number' ? [value] : [...value])),
      );
    // The gradient is a sum over 1e5 pairs that cancels to a thousandth of its terms.
    expect(relativeDistance(numbersOf(gradientB), numbersOf(gradientA))).toBeLessThan(1e-9);
    expect(relativeDistance(await b.inverseDiagonal(), await a.inverseDiagonal())).toBeLessThan(1e-10);

    for (const task of ['low', 'high'] as const) {
      const points = { u: Float64Array.from({ length: 3 * 50 }, (_, k) => ((7 * k) % 53) / 50), task };
      const [explainedA, explainedB] = [await a.explain(points, solvedA), await b.explain(points, solvedA)];
      expect(relativeDistance(explainedB.explained, explainedA.explained)).toBeLessThan(1e-10);
      expect(relativeDistance(explainedB.products, explainedA.products)).toBeLessThan(1e-10);
      expect(relativeDistance(await b.products(points, solvedA), explainedA.products)).toBeLessThan(1e-10);
      expect(relativeDistance(await b.whitenedRows(points), await a.whitenedRows(points))).toBeLessThan(
        1e-10,
      );
      b.keep();
    }
    // What was moved into JavaScript's memory answers as before.
    expect(relativeDistance(numbersOf(await b.gradient(solvedA)), numbersOf(gradientB))).toBeLessThan(1e-12);
    b.free();
  });

  it('is the engine that its name chooses', async () => {
    expect((await chooseEngine(engineChoiceSchema.parse(name), 20)).name).toBe(name);
  });
});

describe('the preferred engine', () => {
  afterEach(() => preferEngine('auto'));

  it('is taken where nothing names another, at any size', async () => {
    preferEngine('onnxruntime');
    expect((await chooseEngine('auto', 20)).name).toBe('onnxruntime');
    expect((await chooseEngine('portable', 2000)).name).toBe('portable');
    preferEngine('portable');
    expect((await chooseEngine('auto', 2000)).name).toBe('portable');
  });
});

describe('auto', () => {
  it('takes TypeScript for few points and the faster native engine for many, and says so', async () => {
    expect((await chooseEngine('auto', 20)).name).toBe('portable');
    const { engines, auto } = await engineStatuses();
    expect(['tensorflow', 'onnxruntime']).toContain(auto);
    expect((await chooseEngine('auto', 2000)).name).toBe(auto);
    expect((await chooseEngine('portable', 2000)).name).toBe('portable');
    expect(engines.map(({ name, available }) => [name, available])).toEqual([
      ['tensorflow', hasTensorflow],
      ['onnxruntime', true],
      ['portable', true],
    ]);
    const takenFrom = engines.filter(
      ({ reason }) => reason.code === 'available' && reason.auto?.code === 'from',
    );
    expect(takenFrom.map(({ name }) => name)).toEqual([auto]);
    expect(engines.at(-1)?.reason).toEqual({
      code: 'available',
      trialMs: null,
      auto: { code: 'below', observations: NATIVE_FROM },
    });
  });

  it.each([
    [100, 300, 'tensorflow'],
    [100, 80, 'tensorflow'],
    [100, 79.9, 'onnxruntime'],
    [100, 20, 'onnxruntime'],
  ] as const)(
    'after %d ms of TensorFlow and %d ms of ONNX Runtime takes %s: the other must be faster by 1.25',
    (tensorflow, onnxruntime, faster) => {
      const trial = new Map([
        ['tensorflow', tensorflow],
        ['onnxruntime', onnxruntime],
      ] as const);
      expect(fasterInTrial(trial)).toBe(faster);
    },
  );
});

/** Points of both tasks in three dimensions, two of them at one place, with known variances. */
function twoTasks(countLow: number, countHigh: number): TrainingSet {
  const random = createRandom(9);
  const observations = (count: number) => ({
    u: Float64Array.from({ length: 3 * count }, (_, k) => (k < 6 ? 0.25 : random.uniform())),
    y: Float64Array.from({ length: count }, () => random.normal()),
    knownVariance: Float64Array.from({ length: count }, () => 0.01 * random.uniform()),
  });
  return createTrainingSet(3, { low: observations(countLow), high: observations(countHigh) });
}

function hyperparameters(relation: Relation): Hyperparameters {
  const one = relation === 'one';
  return {
    lengths: Float64Array.of(0.4, 0.7, 1.1),
    kappaLow: one ? 1.2 : 1.5,
    // Tasks may fall together against each other: κ's off-diagonal element has a sign.
    kappaCross: one ? 1.2 : -0.9,
    kappaHigh: 1.2,
    noiseLow: one ? 0.02 : 0.01,
    noiseHigh: 0.02,
    difference:
      relation === 'difference'
        ? { rho: -0.6, lengths: Float64Array.of(0.5, 0.3, 0.9), variance: 0.3 }
        : null,
  };
}
