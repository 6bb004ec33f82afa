// The switch to Electron's utility process: in an Electron whose Node the store does not run under, its messages alone.
import { join, resolve } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { contourist } from './harness/contourist.ts';
import type { ElectronApp } from './harness/electron-app.ts';
import { findElectron, playwrightLoader } from './harness/find-electron.ts';
import { endElectron, startElectron } from './harness/start-electron.ts';
import { ContouristWindow } from './page-models/window.ts';
import { buildUtilityCore } from './utility-core/build.ts';

async function startUtilityCore(folder: string): Promise<ElectronApplication> {
  const electron = findElectron();
  test.skip('missing' in electron, 'missing' in electron ? electron.missing : '');
  if ('missing' in electron) throw new Error(electron.missing);
  const core = await buildUtilityCore(folder);
  const started = await startElectron({
    executablePath: electron.executablePath,
    args: ['-r', playwrightLoader(), '--no-sandbox', folder, core],
  });
  return started.application;
}

/** Calls a method of the core. @returns the first so many messages that come back */
function ask(application: ElectronApplication, method: string, answers = 1) {
  return application.evaluate((_, asked) => globalThis.utilityCoreApp.ask(asked.method, asked.answers), {
    method,
    answers,
  });
}

function pid(application: ElectronApplication) {
  return application.evaluate(() => globalThis.utilityCoreApp.pid());
}

test('carries calls and long answers, and replaces a core that died', async ({ folder }) => {
  const application = await startUtilityCore(folder);
  try {
    expect(await ask(application, 'where')).toEqual([
      { kind: 'result', id: 1, output: { type: 'utility', env: '/a/node' } },
    ]);
    const [long] = await ask(application, 'long');
    expect(long).toMatchObject({ kind: 'result', id: 2 });
    expect((long as { output: string }).output).toHaveLength(2 ** 25);

    const first = await pid(application);
    expect(await ask(application, 'die', 2)).toMatchObject([
      { kind: 'error', id: 3, error: { code: 'core.died', message: 'The core process ended with code 3.' } },
      { kind: 'event', event: { name: 'core.restarted' } },
    ]);
    expect(await ask(application, 'where')).toMatchObject([{ kind: 'result', id: 4 }]);
    const second = await pid(application);
    expect(second).not.toBe(first);

    await application.evaluate(() => globalThis.utilityCoreApp.close());
    await expect.poll(() => isRunning(second), 'the core has ended').toBe(false);
  } finally {
    await endElectron(application);
  }
});

test('is where the core runs when it is asked for, where Electron has its Node', async ({
  folder,
  launch,
}) => {
  await contourist(folder, 'new', 'two.contourist', '--from', resolve('test/fixtures/e2e/two-masses.yaml'));
  const { app, page } = await launch({
    file: join(folder, 'two.contourist'),
    env: { CONTOURIST_CORE_PROCESS: 'utility' },
  });
  await new ContouristWindow(page).expectCampaign('Two masses');
  const { major, names } = await (app as ElectronApp).main.evaluate(({ app: electron }) => ({
    major: Number.parseInt(process.versions.node, 10),
    names: electron.getAppMetrics().map(({ name }) => name),
  }));
  expect(names.includes('Contourist core')).toBe(major >= 24);
});

function isRunning(id: number | undefined): boolean {
  try {
    return id !== undefined && process.kill(id, 0);
  } catch {
    return false;
  }
}
