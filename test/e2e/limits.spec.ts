// Files come in, every row's outcome is seen before it is stored, and everything that is done can be taken back.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { contourist } from './harness/contourist.ts';
import { expectAccessible } from './harness/expect-accessible.ts';
import { LimitsScreen } from './page-models/limits.ts';
import { ContouristWindow } from './page-models/window.ts';

const CAMPAIGN = `name: Two masses
parameters:
  - { name: m_zp, label: "m_{Z'}", unit: GeV, lower: 500, upper: 5000 }
  - { name: gx, label: "g_\\\\chi", lower: 0.5, upper: 2, scale: log }
quantities: [exp, obs]
contour: exp
`;

const SCAN = `,mzp,g_x,mu_exp,other
0,1000,1,0.25,4
1,1200,1,1.2e+34,
2,1400,1,8,-1
3,9000,1,8,4
4,1600,1,,
5,2000,1,0,3
`;

async function emptyCampaign(folder: string): Promise<string> {
  const [yaml, file] = [join(folder, 'campaign.yaml'), join(folder, 'two.contourist')];
  writeFileSync(yaml, CAMPAIGN);
  await contourist(folder, 'new', file, '--from', yaml);
  return file;
}

test('a file is seen row by row, mapped, imported, repaired and taken back', async ({ launch, folder }) => {
  test.slow();
  const { page } = await launch({ file: await emptyCampaign(folder) });
  const window = new ContouristWindow(page);
  await window.goTo('Limits');
  const limits = new LimitsScreen(page);
  await expect(page.getByRole('heading', { name: 'No limits yet' })).toBeVisible();
  await expectAccessible(page);

  await limits.drop([{ name: 'scan.csv', text: SCAN }]);
  await expect(limits.drawer).toContainText(
    '6\u00a0rows, 5\u00a0columns; CSV or TSV, comma (likely: its rows have 5 columns, separated by commas)',
  );
  await expect(limits.drawer).toContainText('No column is read as observed');
  await limits.readColumnAs('other', /^observed/);
  await expect(limits.outcomes()).toHaveText([
    '1 new',
    /^2 new, incomplete/,
    /^1 new, outside the space/,
    /^1 quarantine/,
    /^1 rejected, empty/,
  ]);
  await expect(limits.previewRow(3)).toContainText('quarantine: 1.2 × 10³⁴ is no limit');
  await expect(limits.previewRow(4)).toContainText('new, observed missing');
  await limits.drawer.getByRole('button', { name: 'show only problems' }).click();
  await expect(limits.previewRow(2)).toBeHidden();
  await expectAccessible(page);
  await limits.import(/^Import 4.points$/);

  await limits.expectCount('All', '4');
  await limits.expectCount('Fitted', '3');
  await limits.expectCount('Quarantine', '3');
  await expectAccessible(page);
  await limits.show('Quarantine');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Repair line 7 of scan.csv' }).click();
  const repair = page.getByRole('dialog', { name: /^Repair line 7/ });
  await repair.getByRole('textbox', { name: 'Row' }).fill('5,2000,1,0.5,3');
  await expect(repair.getByRole('status')).toHaveText('It can be taken.');
  await repair.getByRole('button', { name: 'Import the row' }).click();
  await limits.expectCount('Quarantine', '2');
  await limits.show('All');
  await expect(limits.point(4)).toContainText('0.50');

  await page.getByRole('button', { name: /^1.import$/ }).click();
  await page.getByRole('button', { name: 'Undo the import of scan.csv' }).click();
  const undo = page.getByRole('dialog', { name: 'Undo the import of scan.csv' });
  await expect(undo.getByRole('listitem')).toHaveText([
    /^4.points leave the file\.$/,
    /^2.entries leave the quarantine\.$/,
  ]);
  await expectAccessible(page);
  await undo.getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByRole('dialog', { name: 'Imports' })).toContainText('undone');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'No limits yet' })).toBeVisible();
  await page.locator('body').press('Control+z');
  await limits.expectCount('All', '4');
});

test('several files come in together, what is known is skipped, and one that cannot be read is named', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ file: await emptyCampaign(folder) });
  await new ContouristWindow(page).goTo('Limits');
  const limits = new LimitsScreen(page);
  await limits.choose([{ name: 'first.csv', text: 'm_zp,gx,exp,obs\n1000,1,2,3\n1100,1,2,3\n' }]);
  await limits.set('Fidelity', 'low');
  await limits.import(/^Import 2.points$/);

  await limits.choose([
    { name: 'again.csv', text: 'm_zp,gx,exp,obs\n1000,1,2,3\n1200,1,2,3\n' },
    { name: 'other.tsv', text: 'm_zp\tgx\texp\n1300\t1\t5\n' },
    { name: 'broken.csv', text: 'm_zp,gx,exp,exp\n1,2,3,4\n' },
  ]);
  await expect(limits.drawer).toContainText('Two columns are named `exp`.');
  await expect(limits.drawer.getByRole('button', { name: /^Import/ })).toBeDisabled();
  await limits.drawer.getByRole('button', { name: 'Take broken.csv out' }).click();
  // Read as the file with the same columns was: at low fidelity.
  await limits.drawer.getByRole('button', { name: 'again.csv', exact: true }).click();
  await expect(limits.drawer).toContainText('as in import 1, first.csv');
  await expect(limits.outcomes()).toHaveText(['2 new', '1 already here']);
  await limits.import(/^Import 2.points$/);
  await limits.expectCount('All', '4');
  await expect(page.getByRole('combobox', { name: 'Fidelity to show' })).toBeVisible();
});

test('twenty thousand points are searched, sorted, flagged and left out', async ({ launch, folder }) => {
  test.slow();
  const file = await emptyCampaign(folder);
  const rows = Array.from({ length: 20_000 }, (_, i) => `${600 + i / 5},1,${(1 + i) / 10_000},2`);
  writeFileSync(join(folder, 'many.csv'), `m_zp,gx,exp,obs\n${rows.join('\n')}\n`);
  await contourist(folder, 'import', file, 'many.csv');
  const { page } = await launch({ file });
  await new ContouristWindow(page).goTo('Limits');
  const limits = new LimitsScreen(page);
  await limits.expectCount('All', '20\u202f000');

  await limits.table.getByRole('columnheader', { name: /exp/ }).getByRole('button').click();
  await limits.table.getByRole('columnheader', { name: /exp/ }).getByRole('button').click();
  await expect(limits.table.getByRole('row').nth(1)).toContainText('20\u202f000');
  // Only the rows in view exist.
  expect(await limits.table.getByRole('row').count()).toBeLessThan(60);

  await page.locator('body').press('/');
  await page.keyboard.type('exp < 1 m_zp > 2590');
  await expect(page.getByText(/^48 of 20.000.points shown/)).toBeVisible();
  await limits.select(9999);
  await limits.select(9995, ['Shift']);
  await expect(limits.selection).toContainText(/^5.points selected/);
  await limits.selection.getByRole('button', { name: 'Flag as test' }).click();
  await limits.expectCount('Test', '5');
  await limits.selection.getByRole('button', { name: 'Leave out of the fit…' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('wrong generator');
  await page.getByRole('textbox', { name: 'Reason' }).press('Enter');
  await expect(limits.point(9999)).toContainText('wrong generator');
  await limits.selection.getByRole('button', { name: 'Note…' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('ask Ana');
  await page.getByRole('button', { name: 'Write' }).click();
  await expect(limits.point(9997)).toContainText('wrong generator · ask Ana');
  await limits.search.fill('ana');
  await expect(page.getByText(/^5 of 20.000.points shown/)).toBeVisible();

  // Escape clears the search and leaves it: the keys below are the table's again.
  await limits.search.press('Escape');
  for (const next of [/^Undo: Left 5.points out/, /^Undo: Made 5.points/]) {
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('button', { name: next })).toBeVisible();
  }
  await page.keyboard.press('Control+z');
  await limits.expectCount('Fitted', '20\u202f000');
});
