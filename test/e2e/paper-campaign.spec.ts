// A campaign as in the paper: four dimensions, two fidelities, its own surrogate and batches, and Figure 2 at the end.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './fixtures.ts';
import { expectFigure } from './harness/expect-figure.ts';
import { syntheticCampaign } from './harness/synthetic.ts';
import { BatchesScreen } from './page-models/batches.ts';
import { ContoursScreen } from './page-models/contours.ts';
import { FIT_MS, ModelScreen } from './page-models/model.ts';
import { ProgressScreen } from './page-models/progress.ts';
import { ContouristWindow } from './page-models/window.ts';

/** Measures the points of an exported batch as the synthetic search. @returns the file of results */
async function measure(folder: string, batch: Buffer): Promise<string> {
  const [given, measured] = [join(folder, 'batch.csv'), join(folder, 'results.csv')];
  writeFileSync(given, batch);
  const args = [resolve('resources/synthetic-scan/main.ts'), '--batch', given, '--out', measured];
  await promisify(execFile)(process.execPath, args);
  return measured;
}

test('two iterations in four dimensions, and all slices on one page', async ({ launch, folder }) => {
  test.setTimeout(480_000);
  const { app, page } = await launch({ file: await syntheticCampaign(folder, { low: 150, high: 30 }) });
  const window = new ContouristWindow(page);
  await window.goTo('Model');
  const model = new ModelScreen(page);
  await model.choosePreset('paper');
  await model.fit();

  const batches = new BatchesScreen(page);
  await window.goTo('Batches');
  await batches.propose({ size: 20, method: 'Half entropy, half Poisson disc' });
  const batch = await app.savedBy(page, () => batches.exportAs('CSV'));
  await batches.takeResults(await measure(folder, batch.content), ['20 joined']);

  await window.goTo('Model');
  await model.startFit();
  await window.expectIteration(2, { timeout: FIT_MS });

  await window.goTo('Progress');
  // The paper's preset has no priors: a fit at a bound is no evidence for a verdict.
  await expect(new ProgressScreen(page).verdict).toContainText(
    /(Not sharp yet|No verdict yet)\. .*your rule asks for less/,
  );

  const contours = new ContoursScreen(page);
  await window.goTo('Contours');
  await contours.expectSlice();
  const matrix = await app.savedBy(page, () => contours.exportAllSlices());
  expect(matrix.name).toMatch(/\.svg$/);
  expectFigure(matrix.content.toString('utf8'), ['Synthetic dark Higgs search']);
  const vertices = await app.savedBy(page, () => contours.exportAs('CSV'));
  expect(vertices.content.toString('utf8')).toMatch(/m_zp.*m_dm|m_dm.*m_zp/);
});
