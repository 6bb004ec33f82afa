// What a person has done is safe, whatever happens to windows and processes.
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { electronToo, expect, test } from './fixtures.ts';
import { contourist } from './harness/contourist.ts';
import { syntheticCampaign } from './harness/synthetic.ts';
import { JournalScreen } from './page-models/journal.ts';
import { ModelScreen } from './page-models/model.ts';
import { ContouristWindow } from './page-models/window.ts';

/** Some ten seconds of fitting: long enough to be interrupted. */
const LONG_FIT = { low: 900, high: 300 };

test(
  'a killed core is started again, and its job offered',
  electronToo('who forks the core'),
  async ({ launch, folder }) => {
    const { app, page } = await launch({ file: await syntheticCampaign(folder, LONG_FIT) });
    const window = new ContouristWindow(page);
    await window.goTo('Model');
    await new ModelScreen(page).startFit();
    await expect(window.job).toBeVisible();

    const killed = app.corePid();
    process.kill(killed, 'SIGKILL');
    const notice = window.notices.filter({ hasText: 'was started again' });
    await expect(notice).toContainText('was ended by SIGKILL');
    await expect(notice).toContainText('The campaign files are intact.');
    await expect(window.job).toBeHidden();
    expect(app.corePid()).not.toBe(killed);

    await notice.getByRole('button', { name: /^Start again: Fit/ }).click();
    await expect(window.job).toBeVisible();
    await window.cancelJob();
    await window.goTo('Journal');
    await expect(page.getByRole('row', { name: /Imported 300 points/ })).toBeVisible();
  },
);

test('a window that is loaded again finds its job running', async ({ launch, folder }) => {
  const { page } = await launch({ file: await syntheticCampaign(folder, LONG_FIT) });
  const window = new ContouristWindow(page);
  await window.goTo('Model');
  await new ModelScreen(page).startFit();
  await expect(window.job).toBeVisible();
  await page.reload();
  await expect(window.job).toBeVisible();
  await expect(page).toHaveURL(/\/model$/);
  await window.cancelJob();
});

test(
  'two windows on one file show the same, and each what the other does',
  electronToo('its windows'),
  async ({ launch, folder }) => {
    const file = await syntheticCampaign(folder, LONG_FIT);
    const { app, page } = await launch({ file });
    const first = new ContouristWindow(page);
    await first.goTo('Journal');
    const second = new ContouristWindow(await app.openWindow(file));
    await second.expectCampaign('Synthetic dark Higgs search');
    await second.goTo('Journal');

    await new JournalScreen(first.page).addNote('Written in one window.');
    await expect(new JournalScreen(second.page).note('Written in one window.')).toBeVisible();

    await second.goTo('Model');
    await new ModelScreen(second.page).startFit();
    await expect(first.job).toBeVisible();
    await first.cancelJob();
    await expect(second.job).toBeHidden();
  },
);

test(
  'closing in the middle of a job leaves one whole file',
  electronToo('how it ends'),
  async ({ launch, folder }) => {
    const file = await syntheticCampaign(folder, LONG_FIT);
    const { app, page } = await launch({ file });
    const window = new ContouristWindow(page);
    await window.goTo('Model');
    await new ModelScreen(page).startFit();
    await expect(window.job).toBeVisible();
    await app.close();
    const left = readdirSync(folder).filter((name) => name.startsWith('synthetic.contourist'));
    expect(left).toEqual(['synthetic.contourist']);
    expect(await contourist(folder, 'status', 'synthetic.contourist')).toContain(
      'Nothing has been fitted yet',
    );
  },
);

test('a campaign that another program changes is shown read-only, with the reason', async ({
  launch,
  folder,
}) => {
  await contourist(folder, 'new', 'two.contourist', '--from', resolve('test/fixtures/e2e/two-masses.yaml'));
  const file = join(folder, 'two.contourist');
  const { page } = await launch({ file });
  await new ContouristWindow(page).expectCampaign('Two masses');
  const other = await launch({ file });
  await new ContouristWindow(other.page).expectCampaign('Two masses');
  await expect(other.page.getByRole('status').filter({ hasText: 'Read-only:' })).toContainText(
    /is open for writing by/,
  );
});

test(
  'the campaign file alone holds every step soon after it, while the window stays open',
  electronToo('whose core rests between the steps'),
  async ({ launch, folder }) => {
    const file = await syntheticCampaign(folder, { low: 20, high: 5 });
    const { page } = await launch({ file });
    const window = new ContouristWindow(page);
    await window.goTo('Journal');
    const journal = new JournalScreen(page);
    await journal.addNote('written while the file was open');
    await expect(journal.note('written while the file was open')).toBeVisible();
    await expect
      .poll(() => readFileSync(file).includes('written while the file was open'), { timeout: 5_000 })
      .toBe(true);
    copyFileSync(file, join(folder, 'copy.contourist'));
    expect(await contourist(folder, 'status', 'copy.contourist')).toContain(
      'this file was copied while the campaign was open',
    );
  },
);
