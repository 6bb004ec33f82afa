import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SingleBar } from 'cli-progress';
import { readTextFile } from '#main/files/read-text-file.ts';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { proposeBatch } from '#main/services/batches/propose-batch.ts';
import { importResults } from '#main/services/batches/results/import-results.ts';
import { changeCampaign } from '#main/services/campaigns/campaign-file.ts';
import { newCampaign } from '#main/services/campaigns/new-campaign.ts';
import { importLimits } from '#main/services/imports/import-limits.ts';
import { NO_MAPPING } from '#main/services/imports/read-limit-file.ts';
import { runFit } from '#main/services/iterations/run-fit.ts';
import { withCompute } from '#main/services/program/with-compute.ts';
import { exportFigure } from '#main/services/slices/export-figure.ts';
import { takeSlice } from '#main/services/slices/take-slice.ts';
import { predictPoints } from '#main/services/surrogates/predict-points.ts';
import { ACQUISITION_METHODS } from '#shared/domain/acquisition-method.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import { createSpace } from '#shared/domain/space.ts';
import type { Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';
import { createJudge, type Judgement } from './judge-fit.ts';
import { resultsFile, scanFile } from './synthetic-files.ts';

const CAMPAIGN_YAML = fileURLToPath(
  new URL('../../../resources/synthetic-scan/campaign.yaml', import.meta.url),
);
const FIGURE = 'contour.svg';

const LOW_POINTS = 80;
const BATCHES = 4;
const BATCH_SIZE = 12;

/** A row of the table by iteration. */
interface IterationRow extends Judgement {
  readonly iteration: number;
  readonly high: number;
}

/**
 * A whole campaign on the synthetic search: cheap limits, batches where the exclusion is most uncertain, their results,
 * and at the end all quantities and a figure. Writes the campaign file and contour.svg into the folder, and the table by
 * iteration to the terminal.
 */
export async function runDemo(folder: string, terminal: Terminal): Promise<void> {
  const started = performance.now();
  const file = unusedName(folder);
  terminal.out(INTRODUCTION);
  const definition = newCampaign(join(folder, file), readTextFile(CAMPAIGN_YAML));
  const space = createSpace(definition);
  const { points, judge } = createJudge(space);
  const progress = createProgress(3 * BATCHES + 3);
  const rows: IterationRow[] = [];

  await changeCampaign(join(folder, file), (campaign) =>
    withCompute(async (compute, signal) => {
      importLimits(campaign, [scanFile(space, LOW_POINTS, 'low')], NO_MAPPING, { fidelity: 'low' });
      for (let batchesDone = 0; ; batchesDone++) {
        progress.step(batchesDone === 0 ? 'fitting the cheap limits' : `fitting with batch ${batchesDone}`);
        const fit = { quantities: ['exp' as const], settings: fitSettings(), signal };
        const { iteration } = await runFit(campaign, compute, fit);
        const { csv } = await predictPoints(campaign, compute, points, { signal });
        rows.push({ iteration, high: batchesDone * BATCH_SIZE, ...judge(csv) });
        if (batchesDone === BATCHES) break;

        progress.step(`choosing batch ${batchesDone + 1}`);
        const wanted = { size: BATCH_SIZE, method: ACQUISITION_METHODS[0], fidelity: 'high' as const };
        const batch = await proposeBatch(campaign, compute, wanted, { signal });
        progress.step(`"measuring" batch ${batch.batch}`);
        importResults(campaign, resultsFile(batch), NO_MAPPING, { batch: batch.batch });
      }
      progress.step('fitting observed and the ±1σ band');
      const others = definition.quantities.filter((quantity) => quantity !== 'exp');
      await runFit(campaign, compute, { quantities: others, settings: fitSettings(), signal });
      progress.step(`drawing ${FIGURE}`);
      const request = { x: 'm_zp', y: 'm_dm', fixed: { m_s: 110, gx: 1 }, grid: 101 };
      const { view, points: shown, campaignName } = await takeSlice(campaign, compute, request, { signal });
      const figure = { kind: 'slice', title: campaignName, view, points: shown } as const;
      writeFileAtomically(join(folder, FIGURE), await exportFigure(figure, 'svg'));
    }),
  ).finally(() => progress.stop());

  terminal.out(iterationTable(rows));
  terminal.out(closingText(file, (performance.now() - started) / 1000));
}

const INTRODUCTION = `Contourist finds exclusion contours with few evaluations. This is a demonstration on a synthetic search, a Z' that
decays to dark matter, in four parameters: ${LOW_POINTS} cheap limits to start with, then ${BATCHES} batches of ${BATCH_SIZE} full ones, each where
they tell most about the contour.

`;

function closingText(file: string, seconds: number): string {
  return `
Entropy in nats, averaged over the space; "uncertain" is the share of it where 0.05 < p_excl < 0.95. "Right" is the
share on the right side of the true contour, which only a synthetic search can know.

Took ${seconds.toFixed(0)} s and wrote
  ${FIGURE}  the contour in m_zp and m_dm at m_s = 110 GeV, gx = 1
  ${file}  the campaign; go on with it: npm run contourist -- status ${file}
`;
}

function iterationTable(rows: readonly IterationRow[]): string {
  const titles = ['iteration', 'cheap limits', 'full limits', 'entropy', 'uncertain', 'right'];
  return textTable(
    titles.map((title) => ({ title, align: 'right' as const })),
    rows.map(({ iteration, high, entropy, uncertain, right }) => [
      String(iteration),
      String(LOW_POINTS),
      String(high),
      entropy.toFixed(4),
      `${(100 * uncertain).toFixed(1)} %`,
      `${(100 * right).toFixed(1)} %`,
    ]),
  );
}

/** A campaign file is never overwritten: the demonstration may be played with, and started again. */
function unusedName(folder: string): string {
  for (let count = 1; ; count++) {
    const name = `synthetic-search${count === 1 ? '' : `-${count}`}.contourist`;
    if (!existsSync(join(folder, name))) return name;
  }
}

/** A bar on standard error; nothing where that is not a terminal. */
function createProgress(steps: number): { step(what: string): void; stop(): void } {
  const bar = new SingleBar({
    format: '{bar} {percentage} %  {what}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    gracefulExit: true,
  });
  bar.start(steps, 0, { what: '' });
  let done = 0;
  return {
    step(what) {
      bar.update(done++, { what });
    },
    stop() {
      bar.stop();
    },
  };
}
