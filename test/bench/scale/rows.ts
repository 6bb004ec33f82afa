import { z } from 'zod';
import { runPeer } from '../speed/peer-environment.ts';
import { measureTask } from './measure-task.ts';
import type { Scale } from './scales.ts';
import { writeCampaign } from './write-campaign.ts';

/** One row of the table. */
export interface ScaleRow {
  readonly what: string;
  readonly contourist: string;
  readonly peer: string;
  readonly ratio: string;
  readonly toReach: string;
  readonly versions: string[];
}

const fitSchema = z.object({
  seconds: z.number(),
  evaluations: z.int(),
  negLogL: z.number(),
  engine: z.string(),
  solver: z.string(),
  certificate: z.object({ rank: z.int(), bound: z.number() }).nullable(),
  peakBytes: z.number(),
});
const peerFitSchema = z.object({
  seconds: z.number(),
  evaluations: z.int(),
  negLogL: z.number(),
  peakBytes: z.number(),
  versions: z.string(),
});
const evaluationSchema = z.object({ seconds: z.number(), negLogL: z.number(), engine: z.string() });
const sliceSchema = z.object({ first: z.number(), full: z.number(), mean: z.number(), coarse: z.number() });
const peerSliceSchema = z.object({
  first: z.number(),
  later: z.number(),
  peakBytes: z.number(),
  versions: z.string(),
});
const oneTaskSchema = z.object({ seconds: z.number(), negLogL: z.number(), versions: z.string() });

type Fit = z.infer<typeof fitSchema>;
type Solver = 'auto' | 'dense' | 'grid';

/** Runs of a fit of less than a second, which one disturbance may double. */
const SHORT_RUNS = 5;

/** Both sides in turn, each in a process of its own, and the fastest run of either. */
async function leastDisturbed<A extends { seconds: number }, B extends { seconds: number }>(
  ours: () => Promise<A>,
  theirs: () => Promise<B>,
): Promise<[A, B]> {
  const runs: [A, B][] = [];
  for (let run = 0; run < SHORT_RUNS; run++) runs.push([await ours(), await theirs()]);
  const fastest = <Run extends { seconds: number }>(of: readonly Run[]) =>
    of.reduce((best, next) => (next.seconds < best.seconds ? next : best));
  return [fastest(runs.map(([a]) => a)), fastest(runs.map(([, b]) => b))];
}

/** How much worse −ln L may be for a ratio of times to count. */
const AS_GOOD = 0.01;

async function measureFit(data: string, solver: Solver, tasks: 'both' | 'high' = 'both'): Promise<Fit> {
  return fitSchema.parse(await measureTask({ task: 'fit', data, solver, tasks }));
}

async function peerFit(data: string, threads: number) {
  return peerFitSchema.parse(await runPeer('gpytorch_fit.py', [data, String(threads)]));
}

/** Rows by name; each measures both sides on the same data. */
export const SCALE_ROWS: Readonly<Record<string, (scale: Scale, threads: number) => Promise<ScaleRow[]>>> = {
  async fits({ grid, high }, threads) {
    const data = await writeCampaign(grid, high, 'grid');
    const onGrid = await measureFit(data, 'grid');
    const dense = await measureFit(data, 'dense');
    const peer = await peerFit(data, threads);
    const measuredOn = [];
    for (const engine of ['tensorflow', 'onnxruntime'] as const) {
      const measured = await measureTask({ task: 'evaluation', data, engine }).catch(() => null);
      if (measured !== null) measuredOn.push(evaluationSchema.parse(measured));
    }
    const best = measuredOn.toSorted((a, b) => a.seconds - b.seconds)[0];
    const each = peer.seconds / peer.evaluations;
    return [
      compareFits('whole fit, grid solver', onGrid, peer, '≥ 60 times as fast, ≤ 10 s'),
      compareFits('whole fit, dense solver', dense, peer, '≥ 6 times as fast'),
      {
        what: '−ln L with gradient, dense, the faster engine',
        contourist: best ? `${seconds(best.seconds)} (${best.engine})` : 'no native engine',
        peer: seconds(each),
        ratio: best ? times(each / best.seconds) : '',
        toReach: '≥ 2.5 times as fast',
        versions: [],
      },
      {
        what: 'peak memory of the dense fit',
        contourist: gibibytes(dense.peakBytes),
        peer: gibibytes(peer.peakBytes),
        ratio: times(peer.peakBytes / dense.peakBytes),
        toReach: '≤ half',
        versions: [],
      },
    ];
  },

  async scattered({ grid, high }, threads) {
    const data = await writeCampaign(grid, high, 'scattered');
    const ours = await measureFit(data, 'auto');
    const peer = await peerFit(data, threads);
    return [compareFits('whole fit, scattered, RBF', ours, peer, '≥ 10 times as fast')];
  },

  async some({ some }, threads) {
    const data = await writeCampaign(some.low, some.high, 'scattered');
    const [both, peer] = await leastDisturbed(
      () => measureFit(data, 'auto'),
      () => peerFit(data, threads),
    );
    const alone = await writeCampaign([1, 1, 1, 1], 2 * some.high, 'scattered');
    const [one, sklearn] = await leastDisturbed(
      () => measureFit(alone, 'auto', 'high'),
      async () => oneTaskSchema.parse(await runPeer('sklearn_fit.py', [alone, String(threads)])),
    );
    return [
      compareFits(
        `${2 * some.high} points, two tasks (fastest of ${SHORT_RUNS})`,
        both,
        peer,
        '≥ 5 times as fast',
      ),
      {
        what: `${2 * some.high} points, one task, against scikit-learn (fastest of ${SHORT_RUNS})`,
        contourist: describeFit(one),
        peer: `${seconds(sklearn.seconds)} (−ln L ${sklearn.negLogL.toFixed(2)})`,
        ratio: ratioOf(one, sklearn),
        toReach: '≥ 5 times as fast',
        versions: [sklearn.versions],
      },
    ];
  },

  async slices({ grid, high, nodes }, threads) {
    const data = await writeCampaign(grid, high, 'grid');
    const onGrid = sliceSchema.parse(await measureTask({ task: 'slice', data, solver: 'grid', nodes }));
    const dense = sliceSchema.parse(await measureTask({ task: 'slice', data, solver: 'dense', nodes }));
    const peer = peerSliceSchema.parse(
      await runPeer('gpytorch_slice.py', [data, String(threads), String(nodes)]),
    );
    const theirs = `${seconds(peer.later)}, ${gibibytes(peer.peakBytes)}`;
    const row = (what: string, ours: number, toReach: string): ScaleRow => ({
      what: `slice ${nodes} × ${nodes}, ${what}`,
      contourist: seconds(ours),
      peer: theirs,
      ratio: times(peer.later / ours),
      toReach,
      versions: [peer.versions],
    });
    return [
      row('grid solver, coarse', onGrid.coarse, '≤ 50 ms'),
      row('grid solver, mean and variance', onGrid.full, '≤ 150 ms'),
      row('dense solver, mean', dense.mean, '≤ 150 ms'),
      row('dense solver, mean and variance', dense.full, '≤ 2 s'),
    ];
  },

  async beyond({ beyond }) {
    const rows: ScaleRow[] = [];
    for (const { grid, high } of beyond) {
      const ours = await measureFit(await writeCampaign(grid, high, 'grid'), 'grid');
      const points = grid.reduce((product, n) => product * n, 1);
      rows.push({
        what: `${points} grid points in ${grid.length}-D + ${high}`,
        contourist: `${describeFit(ours)}, ${gibibytes(ours.peakBytes)}`,
        peer: 'does not fit in 24 GiB',
        ratio: '',
        toReach: '≤ 120 s, ≤ 4 GiB',
        versions: [],
      });
    }
    return rows;
  },

  async growth({ growth }) {
    const measured: [number, number][] = [];
    for (const grid of growth.grids) {
      const { seconds: taken, evaluations } = await measureFit(
        await writeCampaign(grid, growth.high, 'grid'),
        'grid',
      );
      measured.push([grid.reduce((product, n) => product * n, 1), taken / evaluations]);
    }
    const sizes = measured.map(([points]) => points);
    return [
      {
        what: `growth of an evaluation on ${Math.min(...sizes)} to ${Math.max(...sizes)} grid points + ${growth.high}`,
        contourist: `exponent ${slope(measured).toFixed(2)} (${measured.map(([points, each]) => `${points}: ${seconds(each)}`).join(', ')})`,
        peer: '3',
        ratio: '',
        toReach: '≤ 1.3',
        versions: [],
      },
    ];
  },
};

function compareFits(
  what: string,
  ours: Fit,
  peer: z.infer<typeof peerFitSchema>,
  toReach: string,
): ScaleRow {
  return {
    what,
    contourist: describeFit(ours),
    peer: `${seconds(peer.seconds)} (${peer.evaluations} evaluations, −ln L ${peer.negLogL.toFixed(2)})`,
    ratio: ratioOf(ours, peer),
    toReach,
    versions: [peer.versions],
  };
}

function describeFit({ seconds: taken, evaluations, negLogL, solver, engine, certificate }: Fit): string {
  const rank = certificate
    ? `, rank ${certificate.rank}, certificate ${certificate.bound.toExponential(0)}`
    : '';
  return `${seconds(taken)} (${solver} on ${engine}, ${evaluations} evaluations, −ln L ${negLogL.toFixed(2)}${rank})`;
}

function ratioOf(
  ours: { seconds: number; negLogL: number },
  peer: { seconds: number; negLogL: number },
): string {
  return ours.negLogL <= peer.negLogL + AS_GOOD ? times(peer.seconds / ours.seconds) : 'another optimum';
}

/** Least-squares slope of ln y over ln x. */
function slope(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)]);
  const mean = (k: number) => logs.reduce((sum, pair) => sum + pair[k], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

function seconds(value: number): string {
  return value < 1 ? `${(1000 * value).toFixed(0)} ms` : `${value.toFixed(1)} s`;
}

function times(ratio: number): string {
  return `${ratio.toPrecision(2)} ×`;
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(2)} GiB`;
}
