import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { launchBrowserApp } from '../../e2e/harness/browser-app.ts';
import { findChromium } from '../../e2e/harness/find-chromium.ts';
import { syntheticCampaign } from '../../e2e/harness/synthetic.ts';
import { type WindowTask, watchWindowTasks } from '../../e2e/harness/window-tasks.ts';
import { ModelScreen } from '../../e2e/page-models/model.ts';
import { ContouristWindow } from '../../e2e/page-models/window.ts';

const longestTaskSchema = z.object({ wallMs: z.number(), cpuMs: z.number() });

export const responsivenessSchema = z.object({
  /** The longest task of the window's thread while nothing is computed. */
  alone: longestTaskSchema,
  /** The same during the fit. */
  duringFit: longestTaskSchema,
  /** From the press of Cancel until the job is gone. */
  cancelSeconds: z.number(),
});

export type Responsiveness = Readonly<z.infer<typeof responsivenessSchema>>;

const POINTS = { low: 5000, high: 800 };
const WATCHED_MS = { alone: 4_000, duringFit: 20_000 };
const SCROLLED_EVERY_MS = 200;

/** Uses the built window during a fit of 5,800 points in four dimensions. */
export async function measureResponsiveness(): Promise<Responsiveness> {
  const folder = mkdtempSync(join(tmpdir(), 'contourist-responsiveness-'));
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
  try {
    const file = await syntheticCampaign(folder, POINTS);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const { app, page } = await launchBrowserApp(context, { home: folder, file });
    const window = new ContouristWindow(page);
    await window.goTo('Limits');
    await expect(pointsTable(page).getByRole('row').nth(5)).toBeVisible();
    await window.goTo('Model');
    const alone = await longestTask(page, WATCHED_MS.alone);
    await window.goTo('Model');
    await new ModelScreen(page).startFit();
    await expect(window.job).toBeVisible();
    const duringFit = await longestTask(page, WATCHED_MS.duringFit);
    await expect(window.job).toBeVisible();
    const began = performance.now();
    await window.cancelJob();
    const cancelSeconds = (performance.now() - began) / 1000;
    await app.close();
    return { alone, duringFit, cancelSeconds };
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a person does meanwhile: a screen comes to the front, and its table scrolls. */
async function longestTask(page: Page, watchedMs: number): Promise<WindowTask> {
  const tasksUntilNow = await watchWindowTasks(page);
  const until = performance.now() + watchedMs;
  await new ContouristWindow(page).goTo('Limits');
  await pointsTable(page).hover();
  while (performance.now() < until) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(SCROLLED_EVERY_MS);
  }
  const tasks = await tasksUntilNow();
  const longest = (of: keyof WindowTask) => Math.max(...tasks.map((task) => task[of]));
  return { cpuMs: longest('cpuMs'), wallMs: longest('wallMs') };
}

function pointsTable(page: Page) {
  return page.getByRole('table', { name: 'Points' });
}
