// The window never freezes: the whole computation is in other processes, whatever its size.
import { expect, test } from './fixtures.ts';
import { syntheticCampaign } from './harness/synthetic.ts';
import { type WindowTask, watchWindowTasks } from './harness/window-tasks.ts';
import { LimitsScreen } from './page-models/limits.ts';
import { ModelScreen } from './page-models/model.ts';
import { ContouristWindow } from './page-models/window.ts';

/** Longer than this and a person notices. */
const LONGEST_TASK_MS = 100;
/** On a machine so slow that the window takes longer by itself: as many times that, since a fit shares its cores. */
const LONGEST_RATIO = 2;
const WATCHED_MS = { alone: 4_000, duringFit: 20_000 };
const CANCELLED_WITHIN_MS = 1_000;

// Playwright's own record of every step is made in the page, and would be measured with it.
test.use({ trace: 'off' });

test('a fit of 5,800 points in four dimensions leaves the window alone', async ({ launch, folder }) => {
  const { page } = await launch({ file: await syntheticCampaign(folder, { low: 5000, high: 800 }) });
  const window = new ContouristWindow(page);
  const { table } = new LimitsScreen(page);

  /** What a person does meanwhile: a screen comes to the front, and its table scrolls. */
  async function longestTasks(watchedMs: number): Promise<WindowTask> {
    const tasksUntilNow = await watchWindowTasks(page);
    const until = performance.now() + watchedMs;
    await window.goTo('Limits');
    await table.hover();
    while (performance.now() < until) {
      await page.mouse.wheel(0, 600);
      await page.waitForTimeout(200);
    }
    const tasks = await tasksUntilNow();
    expect(tasks.length).toBeGreaterThan(100);
    const longest = (of: keyof WindowTask) => Math.max(...tasks.map((task) => task[of]));
    return { cpuMs: longest('cpuMs'), wallMs: longest('wallMs') };
  }

  await window.goTo('Limits');
  await expect(table.getByRole('row').nth(5)).toBeVisible();
  await window.goTo('Model');
  const alone = await longestTasks(WATCHED_MS.alone);
  await window.goTo('Model');
  await new ModelScreen(page).startFit();
  await expect(window.job).toBeVisible();
  const duringFit = await longestTasks(WATCHED_MS.duringFit);
  await expect(window.job).toBeVisible();
  // What the window itself takes: the time for which the fit, or anything else, had the processor is not its own.
  expect(duringFit.cpuMs).toBeLessThan(Math.max(LONGEST_TASK_MS, LONGEST_RATIO * alone.cpuMs));
  test.info().annotations.push({
    type: 'longest task',
    description: [alone, duringFit]
      .map(
        ({ cpuMs, wallMs }) =>
          `${cpuMs.toFixed(0)} ms of the processor, ${wallMs.toFixed(0)} ms by the clock`,
      )
      .join('; during the fit '),
  });

  expect(await window.cancelJob()).toBeLessThan(CANCELLED_WITHIN_MS);
});
