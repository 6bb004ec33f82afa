// The window never freezes: the whole computation is in other processes, whatever its size.
import { expect, test } from './fixtures.ts';
import { syntheticCampaign } from './harness/synthetic.ts';
import { watchWindowTasks } from './harness/window-tasks.ts';
import { LimitsScreen } from './page-models/limits.ts';
import { ModelScreen } from './page-models/model.ts';
import { ContouristWindow } from './page-models/window.ts';

/** Longer than this and a person notices. */
const LONGEST_TASK_MS = 100;
const WATCHED_MS = 20_000;
const CANCELLED_WITHIN_MS = 1_000;

// Playwright's own record of every step is made in the page, and would be measured with it.
test.use({ trace: 'off' });

test('a fit of 5,800 points in four dimensions leaves the window alone', async ({ launch, folder }) => {
  const { page } = await launch({ file: await syntheticCampaign(folder, { low: 5000, high: 800 }) });
  const window = new ContouristWindow(page);
  await window.goTo('Limits');
  const { table } = new LimitsScreen(page);
  await expect(table.getByRole('row').nth(5)).toBeVisible();
  await window.goTo('Model');
  await new ModelScreen(page).startFit();
  await expect(window.job).toBeVisible();

  // A person goes on meanwhile: screens come to the front, and the table scrolls.
  const tasksUntilNow = await watchWindowTasks(page);
  const until = performance.now() + WATCHED_MS;
  await window.goTo('Limits');
  await table.hover();
  while (performance.now() < until) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(200);
  }
  const tasks = await tasksUntilNow();
  await expect(window.job).toBeVisible();
  expect(tasks.length).toBeGreaterThan(100);
  // What the window itself takes: the time for which the fit, or anything else, had the processor is not its own.
  expect(tasks.filter(({ cpuMs }) => cpuMs > LONGEST_TASK_MS)).toEqual([]);
  const longest = (of: 'cpuMs' | 'wallMs') => Math.max(...tasks.map((task) => task[of])).toFixed(0);
  test.info().annotations.push({
    type: 'longest task',
    description: `${longest('cpuMs')} ms of the processor, ${longest('wallMs')} ms by the clock`,
  });

  expect(await window.cancelJob()).toBeLessThan(CANCELLED_WITHIN_MS);
});
