import { replay } from '#main/services/replays/replay.ts';
import { summariseReplay } from '#main/services/replays/summarise-replay.ts';
import { ACQUISITION_METHODS } from '#shared/domain/acquisition-method.ts';
import { type FitSettings, fitSettings } from '#shared/domain/fit-settings.ts';
import { loadScan } from '../load-scan.ts';
import { describeMeasurements } from '../machine.ts';
import { markdownTable, slashed } from '../markdown.ts';
import { isWanted, measureMissing } from '../measure-missing.ts';
import { loadRuns } from '../stored-runs.ts';
import type { Suite } from '../suite.ts';

/** A way to use the cheap task, or not to. */
interface Model {
  readonly name: string;
  readonly title: string;
  readonly settings: FitSettings;
  readonly withLow: boolean;
  readonly target: string;
}

const MODELS: readonly Model[] = [
  {
    name: 'difference',
    title: 'difference relation (default)',
    settings: fitSettings(),
    withLow: true,
    target: '– / 40 / 70',
  },
  {
    name: 'kappa',
    title: 'κ relation, else default',
    settings: fitSettings({ difference: 'none' }),
    withLow: true,
    target: '',
  },
  {
    name: 'paper',
    title: "the paper's preset",
    settings: fitSettings({ preset: 'paper' }),
    withLow: true,
    target: '',
  },
  {
    name: 'paper-lengths',
    title: 'the same with a length per parameter',
    settings: fitSettings({ preset: 'paper', lengths: 'per-parameter' }),
    withLow: true,
    target: '',
  },
  {
    name: 'high-alone',
    title: 'high-fidelity points alone',
    settings: fitSettings(),
    withLow: false,
    target: '',
  },
];

const SUITE = 'two-fidelity';
const ROW = 'dark-higgs-uniform';
/** Contourist's default. */
const METHOD = ACQUISITION_METHODS[0];
const SEEDS = 5;
const SHARES = [0.97, 0.98, 0.99];
const SIZES = { initial: 10, batch: 10, until: 120, lowCount: 300 };

/** The dark-Higgs grid with its cross sections as the cheap task. */
export const twoFidelity: Suite = {
  name: SUITE,

  async measure(options) {
    const files = { data: 'darkhiggs-4d-uniform', campaign: ROW, mapping: 'dark-higgs' };
    const scan = loadScan({ ...files, lowMapping: 'dark-higgs-low' });
    if (scan === null) {
      options.log(`${SUITE}: skipped, ../shared/data/${files.data} is not on this machine`);
      return;
    }
    for (const { name, settings, withLow } of MODELS.filter(({ name }) => isWanted(name, options.rows))) {
      const cell = { suite: SUITE, row: ROW, method: name, seeds: options.seeds ?? SEEDS };
      await measureMissing(cell, options, async (seeds) => {
        const request = { methods: [METHOD], seeds, ...SIZES, settings };
        const { runs } = await replay(withLow ? scan : { ...scan, low: null }, request);
        return runs;
      });
    }
  },

  tables() {
    const stored = MODELS.flatMap((model) => {
      const cell = loadRuns(SUITE, ROW, model.name);
      return cell ? [{ model, cell, summary: summariseReplay(cell.runs, SHARES) }] : [];
    });
    if (stored.length === 0) return [];
    const rows = stored.map(({ model, summary: { evaluations, coverage1, coverage2 } }) => [
      model.title,
      slashed(evaluations),
      [coverage1, coverage2]
        .map((share) => (share === null ? '–' : `${Math.round(100 * share)} %`))
        .join(' / '),
      model.target,
    ]);
    const where = describeMeasurements(stored.map(({ cell }) => cell.measurement));
    const seeds = Math.max(...stored.map(({ summary }) => summary.seeds));
    const markdown = `High-fidelity evaluations of the 4-D dark-Higgs grid until 97 / 98 / 99 % of it are right and stay so, with the cross
sections of 300 points as the cheap task (10 first points, batches of 10 by \`${METHOD}\`, until 120; median over ${seeds} seeds), and the
coverage of 1σ and 2σ over the second half.

${markdownTable(['model', '97 / 98 / 99 %', '1σ / 2σ', 'to reach'], rows)}

Measured on ${where}.`;
    return [{ name: SUITE, markdown }];
  },
};
