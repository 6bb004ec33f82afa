// Takes the pictures of the README from the sample campaign: `npm run screenshots`. They are looked at, not compared.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { launchBrowserApp } from '../harness/browser-app.ts';
import { findChromium } from '../harness/find-chromium.ts';
import { syntheticLimits } from '../harness/synthetic.ts';
import { BatchesScreen } from '../page-models/batches.ts';
import { LimitsScreen } from '../page-models/limits.ts';
import { ContouristWindow, type Step } from '../page-models/window.ts';

const OUT = resolve('resources/screenshots');
const SIZE = { width: 1440, height: 900 };
/** Refined slices and pictures of other screens follow the first ones. */
const SETTLED_MS = 10_000;

interface Shot {
  readonly name: string;
  readonly step: Step;
  readonly scheme: 'light' | 'dark';
  readonly prepare?: (page: Page, folder: string) => Promise<void>;
}

const SHOTS: readonly Shot[] = [
  { name: 'contours', step: 'Contours', scheme: 'light' },
  {
    name: 'batches',
    step: 'Batches',
    scheme: 'light',
    prepare: (page) => new BatchesScreen(page).point(5).click(),
  },
  { name: 'progress', step: 'Progress', scheme: 'light' },
  { name: 'import', step: 'Limits', scheme: 'light', prepare: dropFile },
  { name: 'model-dark', step: 'Model', scheme: 'dark' },
];

const folder = mkdtempSync(join(tmpdir(), 'contourist-screenshots-'));
const home = join(folder, 'home');
mkdirSync(home);
mkdirSync(OUT, { recursive: true });
const file = execFileSync(process.execPath, [resolve('out/main/cli.js'), 'sample'], {
  encoding: 'utf8',
  env: { ...process.env, CONTOURIST_HOME: home },
}).trim();
const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
try {
  const context = await browser.newContext({ viewport: SIZE, reducedMotion: 'reduce' });
  const { app, page } = await launchBrowserApp(context, { home, file });
  const window = new ContouristWindow(page);
  for (const { name, step, scheme, prepare } of SHOTS) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await window.goTo(step);
    await prepare?.(page, folder);
    await page.waitForTimeout(SETTLED_MS);
    writeFileSync(join(OUT, `${name}.png`), await page.screenshot());
    await page.keyboard.press('Escape');
    console.log(`Wrote ${name}.png`);
  }
  await page.close();
  await app.close();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Limits of new points, some of them cut off: every outcome has its colour. */
async function dropFile(page: Page, into: string): Promise<void> {
  const path = await syntheticLimits(into, 'full-analysis.csv', { points: 60, fidelity: 'high', seed: 9 });
  const lines = readFileSync(path, 'utf8').split('\n');
  const broken = lines.map((line, i) => (i % 7 === 3 ? line.replace(/[^,]*,([^,]*)$/, '1.2e34,$1') : line));
  const text = broken.map((line, i) => (i % 9 === 5 ? line.replace(/,[^,]*$/, ',') : line)).join('\n');
  await new LimitsScreen(page).choose([{ name: 'full-analysis.csv', text }]);
}
