// The window comes up on the file that it was started with, and a reload stays where it is.
import { join, resolve } from 'node:path';
import { electronToo, expect, test } from './fixtures.ts';
import { contourist } from './harness/contourist.ts';
import { ContouristWindow } from './page-models/window.ts';

test.beforeEach(async ({ folder }) => {
  await contourist(folder, 'new', 'two.contourist', '--from', resolve('test/fixtures/e2e/two-masses.yaml'));
});

test('shows the campaigns of the user without a file', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('button', { name: /new campaign/i }).first()).toBeVisible();
});

test(
  'opens the file that it is started with, and again after a reload',
  electronToo('its arguments'),
  async ({ launch, folder }) => {
    const { page } = await launch({ file: join(folder, 'two.contourist') });
    const window = new ContouristWindow(page);
    await window.expectCampaign('Two masses');
    await window.goTo('Space');
    await page.reload();
    await window.expectCampaign('Two masses');
    await expect(page).toHaveURL(/\/space$/);
  },
);

test('opens a campaign read-only when asked to', async ({ launch, folder }) => {
  const { page } = await launch({ file: join(folder, 'two.contourist'), readOnly: true });
  await new ContouristWindow(page).expectCampaign('Two masses');
  await expect(page.getByText(/read-only/i).first()).toBeVisible();
});

test('says what is wrong with a file that cannot be opened', async ({ launch, folder }) => {
  const { page } = await launch({ file: join(folder, 'none.contourist') });
  await expect(page.getByRole('alert')).toContainText('There is no file');
});
