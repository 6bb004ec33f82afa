// The window goes on whatever is computed: the whole computation is in other processes. How long its longest task takes
// meanwhile is measured by `npm run bench -- --only responsiveness`.
import { expect, test } from './fixtures.ts';
import { syntheticCampaign } from './harness/synthetic.ts';
import { LimitsScreen } from './page-models/limits.ts';
import { ModelScreen } from './page-models/model.ts';
import { ContouristWindow } from './page-models/window.ts';

test('a fit of 5,800 points in four dimensions leaves the window alone', async ({ launch, folder }) => {
  const { page } = await launch({ file: await syntheticCampaign(folder, { low: 5000, high: 800 }) });
  const window = new ContouristWindow(page);
  const { table } = new LimitsScreen(page);
  await window.goTo('Model');
  await new ModelScreen(page).startFit();
  await expect(window.job).toBeVisible();

  await window.goTo('Limits');
  const topRow = table.getByRole('row').nth(1);
  const first = await topRow.textContent();
  await table.hover();
  await page.mouse.wheel(0, 60_000);
  await expect(topRow).not.toHaveText(first ?? '');
  await window.goTo('Model');
  await expect(window.job).toBeVisible();
  await window.cancelJob();
  await expect(page.getByRole('heading', { name: 'Not fitted yet' })).toBeVisible();
});
