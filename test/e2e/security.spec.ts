// The browser host is reached by every page in the user's browser and by every user of a login node: it answers its own
// page alone. test/integration/browser-host goes through the headers one by one; here a real browser tries.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures.ts';
import type { BrowserApp } from './harness/browser-app.ts';

/** Browsers say on the console that they were refused. */
const REFUSED = [
  '403',
  'WebSocket connection',
  'blocked by CORS policy',
  'ERR_BLOCKED',
  'Content Security Policy',
];

test.use({ expectedComplaints: REFUSED });

test('refuses a browser that has not the launch link', async ({ launch, startedBrowser }) => {
  const { app } = await launch();
  const { link } = app as BrowserApp;
  const address = new URL('/', link).href;
  const stranger = await (await startedBrowser()).newContext();
  const page = await stranger.newPage();

  const without = await page.goto(address);
  expect(without?.status()).toBe(403);
  await expect(page.getByText('Open the link that Contourist printed')).toBeVisible();

  const wrong = await page.goto(`${address}?token=${'A'.repeat(43)}`);
  expect(wrong?.status()).toBe(403);
  await expect(page.getByText('earlier launch')).toBeVisible();
  expect(await stranger.cookies()).toEqual([]);
  await stranger.close();
});

test('keeps the token out of the address, and its cookie from scripts', async ({ launch }) => {
  const { page } = await launch();
  await expect(page).not.toHaveURL(/token/);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
});

test("refuses another site's page in the same browser", async ({ launch }) => {
  const { app, page } = await launch();
  const { port } = new URL((app as BrowserApp).link);
  const site = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html').end('<h1>Site</h1>'),
  );
  await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
  try {
    // The same machine, another port: cookies do not know ports, so that ours is sent along.
    const foreign = await page.context().newPage();
    await foreign.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    const socket = await foreign.evaluate(
      (target) =>
        new Promise((done) => {
          const opening = new WebSocket(`ws://127.0.0.1:${target}/socket`);
          opening.onopen = () => done('open');
          opening.onclose = () => done('refused');
        }),
      port,
    );
    expect(socket).toBe('refused');
    const fetched = await foreign.evaluate(
      (target) =>
        fetch(`http://127.0.0.1:${target}/`, { credentials: 'include', mode: 'no-cors' }).then(
          ({ type, status }) => `${type} ${status}`,
          () => 'refused',
        ),
      port,
    );
    // An opaque answer has no readable content, whatever was in it; this browser blocks even that.
    expect(['refused', 'opaque 0']).toContain(fetched);
    const framed = await foreign.evaluate(
      (target) =>
        new Promise((done) => {
          const frame = document.createElement('iframe');
          frame.src = `http://127.0.0.1:${target}/`;
          frame.onload = () => done(frame.contentDocument === null ? 'not shown' : 'shown');
          document.body.append(frame);
        }),
      port,
    );
    expect(framed).toBe('not shown');
  } finally {
    site.closeAllConnections();
    site.close();
  }
});

test('runs no script but its own', async ({ launch }) => {
  const { page } = await launch();
  // As text from a limit file would, if it ever got into the page as markup.
  const ran = await page.evaluate(() => {
    const inline = document.createElement('script');
    inline.textContent = 'window.intruder = true';
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.intruder = true');
    image.src = 'data:image/png,none';
    document.body.append(inline, image);
    return new Promise((done) => {
      image.addEventListener('error', () => setTimeout(() => done('intruder' in window)));
    });
  });
  expect(ran).toBe(false);
});
