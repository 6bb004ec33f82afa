// A person looks at where the exclusion is: through the space by sliders, along a cut, and takes the picture along.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { contourist } from './harness/contourist.ts';
import { expectAccessible } from './harness/expect-accessible.ts';
import { ContoursScreen } from './page-models/contours.ts';
import { ContouristWindow } from './page-models/window.ts';

// Slices of a fitted campaign are computed here, beside whatever else the machine does.
test.setTimeout(180_000);

function sample(folder: string): string {
  const file = join(folder, 'dark-higgs.contourist');
  copyFileSync(resolve('resources/samples/dark-higgs.contourist'), file);
  return file;
}

test('goes through the space by slider, key, cut and small slice', async ({ launch, folder }) => {
  const { page } = await launch({ file: sample(folder) });
  await new ContouristWindow(page).goTo('Contours');
  const contours = new ContoursScreen(page);
  await contours.expectSlice();
  await expect(contours.slice).toHaveAccessibleName(/m_zp and m_dm: contours of .*obs/);
  for (const layer of ['Observed', 'Expected', 'Expected ±1σ', 'Excluded', 'Allowed', 'Proposed']) {
    await expect(contours.legend.getByRole('button', { name: layer, exact: true })).toBeVisible();
  }

  // Far below the contour everything is excluded, with certainty.
  await contours.point(0.2, 0.1);
  await expect(contours.reading('Entropy')).toHaveText(/^0\.00/);
  await expect(contours.reading('Expected')).toHaveText(/^0\.\d+$/);
  await contours.point(0.95, 0.95);
  await expect(contours.reading('Expected')).toHaveText(/^\d/);

  await expect(contours.panels).toHaveCount(9);
  await contours.panels.first().click();
  await expect(page.getByRole('textbox', { name: 'm_s' })).toHaveValue(/^150/);
  // A fiftieth of 50 to 170 GeV, on the lattice of 2 GeV.
  await page.getByRole('slider', { name: 'm_s', exact: true }).press('ArrowRight');
  await expect(page.getByRole('textbox', { name: 'm_s' })).toHaveValue(/^152/);
  await contours.panels.first().click();
  await expect(page.getByRole('textbox', { name: 'm_s' })).toHaveValue(/^150/);

  const before = await contours.cut.getAttribute('aria-valuenow');
  await page.locator('body').press('ArrowUp');
  await expect(contours.cut).not.toHaveAttribute('aria-valuenow', before ?? '');
  await page.locator('body').press('x');
  await expect(contours.slice).toHaveAccessibleName(/m_dm and m_zp/);
  await page.locator('body').press('f');
  await expect(page.getByRole('radio', { name: 'Entropy' })).toBeChecked();
  await contours.legend.getByRole('button', { name: 'Expected ±1σ' }).click();
  await expect(contours.legend.getByRole('button', { name: 'Expected ±1σ' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await expectAccessible(page);

  await page.reload();
  await contours.expectSlice();
  await expect(contours.slice).toHaveAccessibleName(/m_dm and m_zp/);
  await expect(page.getByRole('radio', { name: 'Entropy' })).toBeChecked();
});

test('lays a file over the slice, compares with an earlier iteration, exports', async ({
  launch,
  folder,
}) => {
  const { app, page } = await launch({ file: sample(folder) });
  await new ContouristWindow(page).goTo('Contours');
  const contours = new ContoursScreen(page);
  await contours.expectSlice();

  const file = join(folder, 'paper.csv');
  writeFileSync(file, 'm_zp,m_dm\n500,300\n1500,800\n2200,700\n2300,100\n');
  await page.locator('input[type=file]').first().setInputFiles(file);
  await expect(contours.legend.getByRole('button', { name: 'paper' })).toBeVisible();

  const svg = await app.savedBy(page, () => contours.exportAs('SVG'));
  const drawing = svg.content.toString('utf8');
  expect(drawing).toContain('aria-label="paper"');
  expect(drawing).toContain('<image');
  const csv = await app.savedBy(page, () => contours.exportAs('CSV'));
  expect(csv.content.toString('utf8')).toMatch(/^contour,segment,idx,m_zp,m_dm,m_s,gx,gq\r?\nobs,0,0,/);
  const pdf = await app.savedBy(page, () => contours.exportAs('PDF'));
  expect(pdf.content.subarray(0, 5).toString()).toBe('%PDF-');
  const png = await app.savedBy(page, () => contours.exportAs('PNG'));
  expect(png.content.subarray(1, 4).toString()).toBe('PNG');
  // 720 of the figure's pixels, twice as many in the file.
  expect(png.content.readUInt32BE(16)).toBe(1440);
  // Chromium draws the SVG as the PNG has it, texts included: what differs is the smoothing of edges.
  expect(await differenceOf(page, svg.content, png.content)).toBeLessThan(0.02);

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page.getByRole('combobox', { name: 'With the iteration' }).click();
  await page.getByRole('option', { name: '2', exact: true }).click();
  await expect(page.getByRole('img', { name: 'Slice of Iteration 2' })).toBeVisible({
    timeout: 60_000,
  });
  await page.getByText('Difference').click();
  await page.keyboard.press('Escape');
  await expect(contours.legend.getByRole('button', { name: /^Iteration 2, / }).first()).toBeVisible();
});

test('compares with another campaign, which it leaves as it is', async ({ launch, folder }) => {
  const other = join(folder, 'other.contourist');
  copyFileSync(sample(folder), other);
  const { app, page } = await launch({ file: sample(folder) });
  const window = new ContouristWindow(page);
  await window.goTo('Contours');
  const contours = new ContoursScreen(page);
  await contours.expectSlice();

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await app.answerCampaignFile(page, other, () =>
    page.getByRole('button', { name: 'With another campaign' }).click(),
  );
  await expect(page.getByRole('img', { name: /^Slice of Dark Higgs/ })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);

  // It was opened to be looked at: opened to be worked on, it can be changed.
  const second = await app.openWindow(other);
  const inSecond = new ContouristWindow(second);
  await inSecond.expectCampaign('Dark Higgs');
  await expect(second.getByText('All changes saved')).toBeVisible();
});

test('says what is missing before the first fit', async ({ launch, folder }) => {
  await contourist(folder, 'new', 'two.contourist', '--from', resolve('test/fixtures/e2e/two-masses.yaml'));
  const { page } = await launch({ file: join(folder, 'two.contourist') });
  await new ContouristWindow(page).goTo('Contours');
  await expect(page.getByRole('heading', { name: 'No contour yet' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import limits' })).toBeVisible();
});

/** The share of pixels of two pictures of one size that differ by more than a third of full scale, as the page draws them. */
function differenceOf(page: Page, svg: Buffer, png: Buffer): Promise<number> {
  const sources = [
    `data:image/svg+xml;base64,${svg.toString('base64')}`,
    `data:image/png;base64,${png.toString('base64')}`,
  ];
  return page.evaluate(async (addresses) => {
    const pictures = await Promise.all(
      addresses.map(async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return image;
      }),
    );
    const [width, height] = [pictures[1]!.naturalWidth, pictures[1]!.naturalHeight];
    const [a, b] = pictures.map((picture) => {
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d')!;
      context.drawImage(picture, 0, 0, width, height);
      return context.getImageData(0, 0, width, height).data;
    });
    let different = 0;
    for (let at = 0; at < a!.length; at += 4) {
      const most = Math.max(...[0, 1, 2].map((channel) => Math.abs(a![at + channel]! - b![at + channel]!)));
      if (most > 85) different++;
    }
    return different / (width * height);
  }, sources);
}
