// A person fits, and sees whether the fit can be trusted.
import { expect, test } from './fixtures.ts';
import { expectAccessible } from './harness/expect-accessible.ts';
import { syntheticCampaign } from './harness/synthetic.ts';
import { FIT_MS, ModelScreen } from './page-models/model.ts';
import { ContouristWindow } from './page-models/window.ts';

test('fits, explains its hyperparameters and shows whether to trust them', async ({ launch, folder }) => {
  const { page } = await launch({ file: await syntheticCampaign(folder, { low: 60, high: 24 }) });
  const window = new ContouristWindow(page);
  await window.expectCampaign('Synthetic dark Higgs search');
  await window.goTo('Model');
  await expect(page.getByRole('heading', { name: 'Not fitted yet' })).toBeVisible();

  const model = new ModelScreen(page);
  await model.fit();
  await expect(model.hyperparameters.getByRole('row', { name: /Length of .*GeV/ }).first()).toBeVisible();
  await expect(model.chart(/^−log L over \d+ evaluations, converged/)).toBeVisible();
  await expect(model.chart(/^Pulls of 24 left-out points/)).toBeVisible({ timeout: 30_000 });
  await expect(model.chart(/^Calibration of 24 left-out points: .* within 1σ/)).toBeVisible();
  await expect(model.chart(/^ln μ of the two fidelities at 24 points/)).toBeVisible();
  await expectAccessible(page);

  await model.quantity.getByText('Observed').click();
  await expect(model.chart(/^Pulls of 24 left-out points/)).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: 'Compare fits' }).click();
  await expect(page.getByRole('dialog', { name: 'Fits' }).getByRole('row')).toHaveCount(5);
  await page.keyboard.press('Escape');

  // The same by the key alone, after another choice: a fit on the same data belongs to the same iteration.
  await page.getByRole('radiogroup').getByText('paper', { exact: true }).click();
  await page.getByRole('group', { name: 'By quantity' }).getByText('one', { exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Quantities' })).toHaveValue('All 4, together');
  await page.locator('body').press('f');
  await expect(page.getByText(/^Fit of iteration 1, .* for 4 quantities together$/)).toBeVisible({
    timeout: FIT_MS,
  });
  await expect(page.getByRole('row', { name: /^Length of/ }).first()).toBeVisible();
  await expect(model.chart(/^−log L over \d+ evaluations, sum of 4 quantities, converged/)).toBeVisible();
});

test('keeps a journal with notes, and takes edits back', async ({ launch, folder }) => {
  const { app, page } = await launch({ file: await syntheticCampaign(folder, { low: 12, high: 6 }) });
  const window = new ContouristWindow(page);
  await window.goTo('Journal');
  await expect(page.getByRole('row', { name: /Imported 6 points from high.csv/ })).toBeVisible();

  await page.getByRole('textbox', { name: 'New note on the campaign' }).fill('Agreed with the group.');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Agreed with the group.' })).toBeVisible();
  await expectAccessible(page);

  await page
    .getByRole('row', { name: /Note on the campaign/ })
    .getByRole('button', { name: /^Undo/ })
    .click();
  await page.getByRole('dialog', { name: 'Take back' }).getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('No notes yet.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Undid/ })).toBeVisible();
  await page.locator('body').press('Control+Shift+Z');
  await expect(page.getByRole('listitem').filter({ hasText: 'Agreed with the group.' })).toBeVisible();

  const { name, content } = await app.savedBy(page, () =>
    page.getByRole('button', { name: 'Export CSV' }).click(),
  );
  expect(name).toBe('synthetic-dark-higgs-search-journal.csv');
  expect(content.toString('utf8')).toContain('Imported 6 points from high.csv');
});

test('keeps the settings, and explains every formula', async ({ launch }) => {
  const { page } = await launch();
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('list', { name: 'Engines on this machine' })).toContainText('TypeScript', {
    timeout: 30_000,
  });
  await expectAccessible(page);
  await page.getByRole('radiogroup', { name: 'Theme' }).getByText('Dark').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.getByRole('button', { name: /^Help/ }).click();
  const help = page.getByRole('dialog', { name: 'Help' });
  await expect(help.getByRole('heading', { name: 'Exclusion probability' })).toBeVisible();
  await help.getByRole('button', { name: /Keyboard shortcuts/ }).click();
  await expect(page.getByRole('dialog', { name: /shortcuts/i })).toContainText('Open a campaign');
});
