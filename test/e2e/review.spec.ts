// A finished campaign is looked at by somebody who must not change it, and files that are no campaigns do no harm.
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './fixtures.ts';
import { ContoursScreen } from './page-models/contours.ts';
import { ContouristWindow } from './page-models/window.ts';

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

test('a finished campaign can be reviewed, exported and not changed', async ({ launch, folder }) => {
  test.slow();
  const review = join(folder, 'review');
  mkdirSync(review);
  const file = join(review, 'finished.contourist');
  cpSync(resolve('resources/samples/mono-photon.contourist'), file);
  chmodSync(file, 0o444);
  const before = hashOf(file);

  const { app, page } = await launch({ file, readOnly: true });
  const window = new ContouristWindow(page);
  const contours = new ContoursScreen(page);
  await contours.expectSlice();
  await expect(page.getByRole('status').filter({ hasText: 'Read-only:' })).toBeVisible();
  const saved = await app.savedBy(page, () => contours.exportAs('CSV'));
  expect(saved.content.length).toBeGreaterThan(0);

  await window.goTo('Limits');
  await expect(page.getByRole('button', { name: 'Import limits' })).toBeDisabled();
  await window.goTo('Model');
  await expect(page.getByRole('toolbar').getByRole('button', { name: /^Fit/ })).toBeDisabled();
  await window.goTo('Batches');
  await expect(page.getByRole('button', { name: /^Propose/ })).toBeDisabled();
  await window.goTo('Progress');
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Sharp enough.');
  await window.goTo('Journal');
  await expect(page.getByRole('row').nth(1)).toBeVisible();

  await app.close();
  expect(hashOf(file)).toBe(before);
  expect(readdirSync(review)).toEqual(['finished.contourist']);
});

test('files that are no campaigns are named, and left as they are', async ({ launch, folder }) => {
  const sample = readFileSync(resolve('resources/samples/mono-photon.contourist'));
  const wrong: Readonly<Record<string, { readonly content: Uint8Array | string; readonly says: RegExp }>> = {
    'text.contourist': { content: 'm1,m2,exp\n1,2,3\n', says: /is not a campaign file/ },
    'empty.contourist': { content: '', says: /is empty/ },
    'cut.contourist': { content: sample.subarray(0, 6000), says: /damaged|corrupt|malformed/i },
  };
  const { app } = await launch();
  for (const [name, { content, says }] of Object.entries(wrong)) {
    const file = join(folder, name);
    writeFileSync(file, content);
    const before = hashOf(file);
    const page = await app.openWindow(file);
    await expect(new ContouristWindow(page).notices.filter({ hasText: says })).toBeVisible();
    expect(hashOf(file)).toBe(before);
    await page.close();
  }
});
