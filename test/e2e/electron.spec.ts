// What only Electron has: its sandbox, menu, files from the system, one instance, the place of the window.
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserWindow } from 'electron';
import { expect, test } from './fixtures.ts';
import { contourist } from './harness/contourist.ts';
import type { ElectronApp } from './harness/electron-app.ts';
import { findElectron } from './harness/find-electron.ts';
import { ContouristWindow } from './page-models/window.ts';

const YAML = resolve('test/fixtures/e2e/two-masses.yaml');

test.beforeEach(async ({ folder }) => {
  await contourist(folder, 'new', 'two.contourist', '--from', YAML);
});

test('shows its pages in the sandbox, with two functions and no Node', async ({ launch }) => {
  const { app, page } = await launch();
  const window = await (app as ElectronApp).main.browserWindow(page);
  const preferences = await window.evaluate((shown: BrowserWindow) =>
    // Not in Electron's types: the preferences in force, which is what counts.
    (
      shown.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences(),
  );
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  const reach = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { contourist: object }).contourist).sort(),
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    origin: location.origin,
  }));
  expect(reach).toEqual({ bridge: ['call', 'subscribe'], node: [], origin: 'contourist://window' });
});

test('lets no page leave, open others, or ask for devices', async ({ launch, expectedComplaints }) => {
  expectedComplaints.push('Not allowed to navigate', 'Refused to', 'Content Security Policy');
  const { app, page } = await launch();
  const before = page.url();
  const opened = await page.evaluate(() => window.open('https://example.org/'));
  expect(opened).toBeNull();
  const shown = await (app as ElectronApp).main.browserWindow(page);
  // It hears after the guard, which came first.
  const tried = shown.evaluate(
    (window: BrowserWindow) =>
      new Promise((done) => {
        window.webContents.once('will-navigate', (event, url) =>
          done({ url, isPrevented: event.defaultPrevented }),
        );
      }),
  );
  await page.evaluate(() => location.assign('https://example.org/'));
  expect(await tried).toEqual({ url: 'https://example.org/', isPrevented: true });
  expect(page.url()).toBe(before);
  const asked = await page.evaluate(async () => {
    const devices = navigator.mediaDevices?.getUserMedia({ audio: true });
    const media = await (devices ?? Promise.reject(new Error('none'))).then(
      () => 'granted',
      () => 'refused',
    );
    const place = await new Promise((done) =>
      navigator.geolocation.getCurrentPosition(
        () => done('granted'),
        () => done('refused'),
      ),
    );
    return { media, place, notices: Notification.permission };
  });
  expect(asked).toEqual({ media: 'refused', place: 'refused', notices: 'denied' });
  expect((app as ElectronApp).main.windows()).toHaveLength(1);
});

test('hears its own pages alone', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page.getByRole('navigation')).toBeVisible();
  const call = `
    window.heard = [];
    window.contourist.subscribe((message) => window.heard.push(message.id));
    window.contourist.call({ kind: 'call', id: 1e9, method: 'files.list', input: {} });`;
  // A window with the same preload, but of another address: its calls must stay without an answer.
  const foreign = await (app as ElectronApp).main.evaluateHandle(
    async ({ BrowserWindow: Window }, { preload, script }) => {
      const made = new Window({ show: false, webPreferences: { preload, sandbox: true } });
      await made.loadURL('data:text/html,<h1>Elsewhere</h1>');
      await made.webContents.executeJavaScript(script);
      return made;
    },
    { preload: resolve('out/preload/preload.cjs'), script: `${call} undefined` },
  );
  // The same call is answered where a page of ours makes it, and later: the other would have been by then.
  await page.evaluate(call);
  await expect.poll(() => page.evaluate('window.heard')).toContain(1e9);
  expect(await foreign.evaluate((window) => window.webContents.executeJavaScript('window.heard'))).toEqual(
    [],
  );
  await foreign.evaluate((window) => window.destroy());
});

test('opens campaigns from the system and by drop', async ({ launch, folder }) => {
  await contourist(folder, 'new', 'three.contourist', '--from', YAML);
  const { app, page } = await launch();
  const { main } = app as ElectronApp;
  await expect(page.getByRole('navigation')).toBeVisible();
  const window = new ContouristWindow(page);

  // macOS tells of double clicks so.
  await main.evaluate(
    ({ app: application }, path) => {
      application.emit('open-file', { preventDefault() {} }, path);
    },
    join(folder, 'two.contourist'),
  );
  await window.expectCampaign('Two masses');
  await expect(page.getByText('two.contourist')).toBeVisible();

  const session = await page.context().newCDPSession(page);
  // A drop between two pictures of a busy window may be lost: a person does it again then.
  await expect(async () => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', {
        type,
        x: 600,
        y: 400,
        data: { items: [], files: [join(folder, 'three.contourist')], dragOperationsMask: 1 },
      });
    }
    await expect(page.getByText('three.contourist')).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });

  const items = await main.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()
      ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      .find(({ label }) => label === 'Open Recent')
      ?.submenu?.items.map(({ label }) => label),
  );
  expect(items).toEqual([join(folder, 'three.contourist'), join(folder, 'two.contourist')]);
});

test('a second launch hands its file to the first and ends', async ({ launch, folder }) => {
  const { page } = await launch();
  await expect(page.getByRole('navigation')).toBeVisible();
  const electron = findElectron();
  if ('missing' in electron) throw new Error(electron.missing);
  const args = ['--no-sandbox', resolve('.'), 'two.contourist'];
  const env = { ...process.env, CONTOURIST_HOME: join(folder, 'home') };
  await promisify(execFile)(electron.executablePath, args, { cwd: folder, env, timeout: 30_000 });
  await new ContouristWindow(page).expectCampaign('Two masses');
});

test('its menu does what its entries say', async ({ launch, folder }) => {
  const { app, page } = await launch({ file: join(folder, 'two.contourist') });
  await new ContouristWindow(page).expectCampaign('Two masses');
  const choose = (id: string) =>
    (app as ElectronApp).main.evaluate(({ Menu }, wanted) => {
      Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click();
    }, id);
  for (const step of ['space', 'limits', 'model', 'batches', 'progress', 'journal', 'contours']) {
    await choose(step);
    await expect(page).toHaveURL(new RegExp(`/${step}$`));
  }
  await choose('shortcuts');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await choose('settings');
  await expect(page).toHaveURL(/settings$/);
});

test('comes up again where it was', async ({ launch }) => {
  const bounds = { x: 120, y: 90, width: 1100, height: 800 };
  const first = await launch();
  const window = await (first.app as ElectronApp).main.browserWindow(first.page);
  await window.evaluate((shown: BrowserWindow, wanted) => shown.setBounds(wanted), bounds);
  await expect
    .poll(() => window.evaluate((shown: BrowserWindow) => shown.getBounds()))
    .toMatchObject({ width: bounds.width, height: bounds.height });
  await first.app.close();
  const second = await launch();
  const again = await (second.app as ElectronApp).main.browserWindow(second.page);
  expect(await again.evaluate((shown: BrowserWindow) => shown.getBounds())).toEqual(bounds);
});
