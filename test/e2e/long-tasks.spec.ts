// The window never freezes: the whole computation is in other processes, whatever its size.
import { expect, test } from './fixtures.ts';
import { syntheticCampaign } from './harness/synthetic.ts';
import { LimitsScreen } from './page-models/limits.ts';
import { ModelScreen } from './page-models/model.ts';
import { ContouristWindow } from './page-models/window.ts';

/** Longer than this and a person notices. */
const LONGEST_TASK_MS = 100;
const WATCHED_MS = 20_000;
const CANCELLED_WITHIN_MS = 1_000;

interface Watching {
  longTasks: number[];
}

test('a fit of 5,800 points in four dimensions leaves the window alone', async ({ launch, folder }) => {
  test.setTimeout(300_000);
  const { page } = await launch({ file: await syntheticCampaign(folder, { low: 5000, high: 800 }) });
  const window = new ContouristWindow(page);
  await window.goTo('Limits');
  const { table } = new LimitsScreen(page);
  await expect(table.getByRole('row').nth(5)).toBeVisible();
  await window.goTo('Model');
  await new ModelScreen(page).startFit();
  await expect(window.job).toBeVisible();
  // What drew the screens is over; from here on the fit alone runs.
  await page.waitForTimeout(1_000);

  await page.evaluate(() => {
    const watching = globalThis as unknown as Watching;
    watching.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watching.longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  const longTasks = () => page.evaluate(() => (globalThis as unknown as Watching).longTasks);

  // A person goes on meanwhile: the table scrolls, and screens come to the front.
  const until = performance.now() + WATCHED_MS;
  await window.goTo('Limits');
  await table.hover();
  while (performance.now() < until) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(200);
  }
  await expect(window.job).toBeVisible();
  expect((await longTasks()).filter((duration) => duration > LONGEST_TASK_MS)).toEqual([]);

  expect(await window.cancelJob()).toBeLessThan(CANCELLED_WITHIN_MS);
});
