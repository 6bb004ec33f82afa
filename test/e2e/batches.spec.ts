// A person shapes a batch, hands it out, takes its results back, and sees the contour sharpen.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { contourist } from './harness/contourist.ts';
import { expectAccessible } from './harness/expect-accessible.ts';
import { syntheticCampaign } from './harness/synthetic.ts';
import { BatchesScreen } from './page-models/batches.ts';
import { ContouristWindow } from './page-models/window.ts';

test('shapes a batch, hands it out and takes its results back', async ({ launch, folder }) => {
  test.slow();
  const { app, page } = await launch({ file: await syntheticCampaign(folder, { low: 30, high: 20 }) });
  const window = new ContouristWindow(page);
  await window.goTo('Batches');
  await expect(page.getByRole('heading', { name: 'No batches yet' })).toBeVisible();

  const batches = new BatchesScreen(page);
  await batches.propose({ size: 6, method: 'Batch entropy' });
  await expect(batches.stage).toHaveText('proposed');
  await expect(batches.map).toBeVisible();
  await expectAccessible(page);

  await batches.point(2).click();
  await expect(page.getByRole('heading', { name: 'Why point 2' })).toBeVisible();
  await expect(page.getByText(/^The model gives/)).toBeVisible();
  await page.keyboard.press('p');
  await expect(batches.point(2).getByRole('button', { name: 'Release point 2' })).toBeVisible();

  await batches.veto(4, 'no sample at this mass');
  await expect(batches.point(4)).toContainText('no sample at this mass');
  await expect(batches.point(7)).toContainText('refill', { timeout: 30_000 });
  await page.locator('body').press('Control+z');
  await expect(batches.point(7)).toBeHidden();
  await expect(batches.point(4)).not.toContainText('no sample at this mass');

  // A click on the map begins a point; the form has its values.
  const box = await batches.map.boundingBox();
  if (box === null) throw new Error('The map has no size.');
  await page.mouse.click(box.x + 0.9 * box.width, box.y + 0.2 * box.height);
  const form = page.getByRole('form', { name: 'Point by hand' });
  await form.getByRole('textbox').last().fill('1.5');
  await form.getByRole('button', { name: 'Add' }).click();
  await expect(batches.point(7)).toContainText('added by hand', { timeout: 30_000 });

  const { name, content } = await app.savedBy(page, () => batches.exportAs('CSV'));
  expect(name).toBe('batch-1.csv');
  const rows = content.toString('utf8').trim().split('\n');
  expect(rows[0]).toBe('id,m_zp,m_dm,m_s,gx');
  expect(rows).toHaveLength(8);
  await expect(batches.stage).toHaveText('exported');
  await page.getByRole('button', { name: 'Mark 7 running' }).click();
  await expect(batches.stage).toHaveText('running');

  const ids = rows.slice(1).map((row) => row.split(',')[0]);
  const results = join(folder, 'results.csv');
  // Limits on the cross section in fb, where the theory's is 0.02 pb.
  const lines = ids.map((id, i) =>
    i === 6 ? `${id},failed,evicted,,0.02` : `${id},done,,${20 * (0.5 + 0.2 * i)},0.02`,
  );
  writeFileSync(results, ['id,status,reason,exp,xs_theory', ...lines, 'b1-099,done,,1,0.02'].join('\n'));
  const drawer = await batches.openResults(results);
  await drawer.getByRole('combobox', { name: 'Values are' }).click();
  await page.getByRole('option', { name: 'cross-section limits' }).click();
  await drawer.getByRole('combobox', { name: 'In', exact: true }).click();
  await page.getByRole('option', { name: 'fb' }).click();
  await expect(drawer.getByRole('button', { name: 'Column xs_theory: theory cross section' })).toBeVisible();
  await expect(drawer.getByRole('combobox', { name: 'Theory cross section' })).toHaveValue(
    'a column of the file',
  );
  await expect(drawer.getByRole('row', { name: /b1-003 0\.90?\b/ })).toBeVisible();
  await expect(drawer.getByRole('list', { name: 'What the file holds' })).toContainText('6 joined');
  await expect(drawer.getByRole('row', { name: /b1-007.*failed evicted/ })).toBeVisible();
  await expect(drawer.getByRole('row', { name: /unknown the campaign has no point b1-099/ })).toBeVisible();
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Take 7 outcomes' }).click();
  await expect(batches.stage).toHaveText('back');
  await expect(batches.list.getByRole('row', { name: /^1 .*6 back, 1 failed/ })).toBeVisible();
  await page.getByRole('button', { name: 'Reset 1 failed' }).click();
  await expect(batches.point(7)).toContainText('proposed');
});

test('sees how the contour sharpened, and changes the rule that stops', async ({ launch, folder }) => {
  test.slow();
  const file = await syntheticCampaign(folder, { low: 30, high: 16 });
  await contourist(folder, 'fit', file);
  await contourist(folder, 'propose', file, '--size', '6');
  await contourist(folder, 'export', file, '--batch', '1', '--to', folder);
  const { page } = await launch({ file });
  const window = new ContouristWindow(page);
  await window.goTo('Progress');
  const verdict = page.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText('Not sharp yet. The average entropy is');
  await expect(page.getByRole('img', { name: /^Entropy: 0\.\d+ ± 0\.\d+ nat/ })).toBeVisible();
  await expect(page.getByRole('img', { name: 'The slice as iteration 1 knew it' })).toBeVisible({
    timeout: 30_000,
  });
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Stop rule' }).click();
  const drawer = page.getByRole('dialog', { name: 'Stop rule' });
  await drawer.getByRole('textbox', { name: 'is below' }).fill('0.9');
  await drawer.getByRole('textbox', { name: 'for so many iterations running' }).fill('1');
  await expect(drawer.getByText('By this rule the contour is sharp enough now.')).toBeVisible();
  await drawer.getByRole('button', { name: 'Save rule' }).click();
  await expect(verdict).toContainText('Sharp enough.');
  await page.locator('body').press('Control+z');
  await expect(verdict).toContainText('Not sharp yet.');

  await page.getByRole('button', { name: 'Next batch' }).click();
  await expect(new BatchesScreen(page).stage).toHaveText('exported');
});
