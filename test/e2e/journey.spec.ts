// The whole way of a new user: from an empty list of campaigns to a figure for the paper, without any help.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronToo, expect, test } from './fixtures.ts';
import { expectFigure } from './harness/expect-figure.ts';
import { measure, observedOnSome, scanText } from './harness/published-scan.ts';
import { BatchesScreen } from './page-models/batches.ts';
import { ContoursScreen } from './page-models/contours.ts';
import { HomeScreen } from './page-models/home.ts';
import { LimitsScreen } from './page-models/limits.ts';
import { FIT_MS, ModelScreen } from './page-models/model.ts';
import { ProgressScreen } from './page-models/progress.ts';
import { SpaceScreen } from './page-models/space.ts';
import { ContouristWindow } from './page-models/window.ts';

test(
  'from a new campaign to a sharp contour, with a published scan as the grid',
  electronToo('one whole campaign'),
  async ({ launch, folder }) => {
    test.setTimeout(480_000);
    const { app, page } = await launch();
    const window = new ContouristWindow(page);

    const form = await new HomeScreen(page).startNew();
    await form.name('Winos to WH');
    await form.parameter(1, { name: 'm_nlsp', unit: 'GeV', lower: '125', upper: '1300', step: '25' });
    await form.parameter(2, { name: 'm_lsp', unit: 'GeV', lower: '0', upper: '600', step: '25' });
    await form.seek(['observed']);
    await form.create();
    await window.expectCampaign('Winos to WH');

    const space = new SpaceScreen(page);
    await window.goTo('Space');
    await space.addLine('constraint', 1, 'm_lsp < m_nlsp - 100');
    await space.apply();

    // The expected limits stand in for a cheap estimate of the observed ones.
    const limits = new LimitsScreen(page);
    await window.goTo('Limits');
    await limits.choose([{ name: 'expected.csv', text: scanText }]);
    await limits.readColumnAs('mu_exp', /^observed/);
    await limits.set('Fidelity', 'low');
    await limits.import(/^Import \d+\spoints$/);
    await limits.choose([{ name: 'observed.csv', text: observedOnSome(20) }]);
    await limits.readColumnAs('limit_obs', /^observed/);
    await limits.set('Fidelity', 'high');
    await limits.import(/^Import \d+\spoints$/);

    const model = new ModelScreen(page);
    await window.goTo('Model');
    await model.fit();

    const batches = new BatchesScreen(page);
    await window.goTo('Batches');
    await batches.propose({ size: 8, method: 'Batch entropy' });
    const batch = await app.savedBy(page, () => batches.exportAs('CSV'));
    const { csv, done, failed } = measure(batch.content.toString('utf8'));
    expect(done + failed).toBe(8);
    expect(done).toBeGreaterThan(4); // most of the allowed space is in the scan
    const results = join(folder, 'results.csv');
    writeFileSync(results, csv);
    await batches.takeResults(results, [`${done} joined`, ...(failed > 0 ? [`${failed} failed`] : [])]);

    await window.goTo('Model');
    await model.startFit();
    await window.expectIteration(2, { timeout: FIT_MS });

    const progress = new ProgressScreen(page);
    await window.goTo('Progress');
    await progress.setRule({ below: '0.0001', iterations: 1 });
    await expect(progress.verdict).toContainText('Not sharp yet.');
    await progress.setRule({ below: '0.5', iterations: 2 });
    // The iteration is judged after its fits.
    await expect(progress.verdict).toContainText('Sharp enough.', { timeout: FIT_MS });

    const contours = new ContoursScreen(page);
    await window.goTo('Contours');
    await contours.expectSlice();
    const figure = await app.savedBy(page, () => contours.exportAs('SVG'));
    expect(figure.name).toMatch(/\.svg$/);
    expectFigure(figure.content.toString('utf8'), ['Winos to WH', 'Observed', 'm_nlsp [GeV]']);
  },
);
