// The start of everything: finding a campaign again, looking at a sample, making a campaign, and shaping its space.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { electronToo, expect, test } from './fixtures.ts';
import { expectAccessible } from './harness/expect-accessible.ts';
import { dropFiles } from './page-models/drop-files.ts';
import { HomeScreen } from './page-models/home.ts';
import { LimitsScreen } from './page-models/limits.ts';
import { SpaceScreen } from './page-models/space.ts';
import { ContouristWindow } from './page-models/window.ts';

test('a sample is copied, found again among the recent ones, and gone when its file is', async ({
  launch,
  folder,
}) => {
  test.slow();
  const { page } = await launch();
  const home = new HomeScreen(page);
  await home.samples.getByRole('button', { name: /^Source of Mono-photon/ }).click();
  await expect(page.getByText(/Eur. Phys. J. C 77 \(2017\) 393/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expectAccessible(page);

  await home.openSample('Mono-photon');
  await new ContouristWindow(page).expectCampaign('Mono-photon, axial-vector mediator');
  await home.open();
  const tile = home.recent('Mono-photon');
  await expect(tile).toContainText(/92\spoints, iteration 1/);
  await expect(tile).toContainText('stop rule met');
  await expect(tile.locator('svg path').first()).toBeAttached();

  const copy = join(folder, 'home/campaigns/mono-photon.contourist');
  await tile.getByRole('button', { name: /^Open Mono-photon/ }).click();
  await new ContouristWindow(page).expectCampaign('Mono-photon, axial-vector mediator');
  renameSync(copy, `${copy}.away`);
  await page.reload();
  await home.open();
  await expect(home.recent('mono-photon')).toContainText('The file is not there any more');
  await home.removeFromList('mono-photon');
  await expect(home.recents).toContainText('Campaigns that you open stay here');
});

test(
  'a campaign is made by hand, its space shaped, taken back and written as a file',
  electronToo('its dialogs'),
  async ({ launch }) => {
    test.slow();
    const { page, app } = await launch();
    const form = await new HomeScreen(page).startNew();
    await form.name('Squarks $\\tilde q$');
    await form.parameter(1, { name: 'm_sq', tex: 'm_{\\tilde q}', unit: 'GeV', lower: '2000', upper: '500' });
    await form.parameter(2, { name: 'm_lsp', unit: 'GeV', lower: '0', upper: '1 500' });
    await form.create();
    await form.expectProblem('The bounds of m_sq are swapped');
    await form.parameter(1, { name: 'm_sq', lower: '500', upper: '2000' });
    await form.expectFile(/campaigns.squarks-tilde-q\.contourist$/);
    await expectAccessible(page);
    await form.create();

    const window = new ContouristWindow(page);
    await expect(page).toHaveURL(/\/limits$/);
    await window.goTo('Space');
    const space = new SpaceScreen(page);
    await space.addLine('constraint', 1, 'm_slp < m_sq');
    await expect(page.getByText(/Nothing here is called "m_slp"/)).toBeVisible();
    await space.line('constraint', 1).fill('m_lsp < m_sq');
    // 1 − (½ · 1000²)/(1500 · 1500) = 77.78 %: the corner where m_lsp is above m_sq is out.
    await expect(space.changes).toContainText(/77\.[78]\d?\s±/);
    await space.addLine('coordinate', 1, 'm_sq');
    await space.addLine('coordinate', 2, 'ln(m_sq - m_lsp + 1)');
    await space.expectEffect(/No point and no fit is touched/);
    await expectAccessible(page);

    // What was typed and not applied survives a reload.
    await page.reload();
    await expect(space.line('coordinate', 2)).toHaveValue('ln(m_sq - m_lsp + 1)');
    await space.apply();
    const { name, content } = await app.savedBy(page, () =>
      page.getByRole('button', { name: 'Export campaign.yaml' }).click(),
    );
    expect(name).toBe('campaign.yaml');
    expect(String(content)).toContain('coordinates: [ m_sq, ln(m_sq - m_lsp + 1) ]');

    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Control+z');
    await expect(space.line('constraint', 1)).toBeHidden();
  },
);

test('limits dropped on Home begin a campaign, which they are imported into', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('heading', { name: 'Recent' })).toBeVisible();
  const rows = Array.from({ length: 30 }, (_, i) => {
    const [mass, coupling] = [500 + 50 * i, 0.5 + (i % 6) * 0.3];
    return `${mass},${coupling},0.25,${((mass / 1000) ** 2 / coupling).toFixed(4)}`;
  });
  const text = `m_med [GeV],gx,gq,exp\n${rows.join('\n')}\n`;
  await dropFiles(page, [{ name: 'monojet.csv', text }], 'Drop limits to begin a campaign with them');
  const drawer = page.getByRole('dialog', { name: 'New campaign' });
  await expect(drawer.getByLabel('Name', { exact: true })).toHaveValue('monojet');
  await expect(drawer).toContainText('Guessed from monojet.csv: m_med from m_med [GeV], gx, gq');
  await expect(drawer).toContainText('gq = 0.25');
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Create' }).click();

  // The import of the same file is open, with every row read.
  const limits = new LimitsScreen(page);
  await expect(limits.drawer).toBeVisible();
  await expect(limits.outcomes()).toHaveText(['30 new']);
  await limits.import(/^Import 30 points/);
});

test('bounds say what they do to the points before they do it', async ({ launch }) => {
  const { page } = await launch();
  await new HomeScreen(page).openSample('Mono-photon');
  const window = new ContouristWindow(page);
  await window.goTo('Space');
  const space = new SpaceScreen(page);
  await space.bound('Upper', 1).fill('600');
  await space.expectEffect(/57\spoints leave the space/);
  await space.expectEffect(/The fits are out of date then/);
  await space.apply();
  await expect(page.getByRole('list', { name: 'Points' })).toContainText('fitted');
  await expect(space.bound('Upper', 1)).toHaveValue('600');
});
