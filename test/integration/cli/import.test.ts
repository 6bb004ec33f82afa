import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCampaignReadOnly } from '#main/store/database.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { scratchFolder } from '../../unit/src-main/store/campaign-files.ts';
import { contourist } from './contourist.ts';

const CAMPAIGN = `name: Dark Higgs
parameters:
  - { name: m_zp, unit: GeV, lower: 500, upper: 5000 }
  - { name: gx, lower: 0.5, upper: 2, scale: log }
constraints: ["m_zp > 600 * gx"]
quantities: [exp, obs]
contour: exp
`;

test('a campaign is made, filled, filled again and edited from the command line', async () => {
  const folder = scratchFolder();
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const run = (...args: string[]) => contourist(folder, ...args);
  write('campaign.yaml', CAMPAIGN);
  write('a.csv', '# made up\nmzp,gx,ul_pb\n1000,1,2\n1200,1,-1\n2000,1,1e34\n400,1,3\n');
  write('b.tsv', 'mzp\tgx\tul_pb\r\n1000\t1\t3\r\n');
  write('xsec.csv', 'mass,xsec_fb\n400,4000\n1000,1000\n2000,10\n');
  write(
    'mapping.yaml',
    `parameters: { m_zp: mzp }
quantities: { exp: ul_pb }
limit: { kind: sigma, unit: pb, theory: { file: xsec.csv, column: xsec_fb, unit: fb, match: { m_zp: mass } } }
`,
  );

  expect(await run('new', 'a.contourist', '--from', 'campaign.yaml')).toMatchObject({
    code: 0,
    stdout:
      'Made a.contourist: Dark Higgs\n  m_zp 500 to 5000 GeV; gx 0.5 to 2 log, where m_zp > 600 * gx\n  contour: exp\n',
    stderr: '',
  });
  const twice = await run('new', 'a.contourist', '--from', 'campaign.yaml');
  expect(twice).toMatchObject({ code: 1, stdout: '' });
  expect(twice.stderr).toMatch(/^error: a\.contourist exists already; it stays as it is\.\n {2}hint: /);

  const args = ['import', 'a.contourist', 'a.csv', 'b.tsv', '--mapping', 'mapping.yaml'];
  const dry = await run(...args, '--dry-run');
  expect(dry.code).toBe(0);
  expect(
    dry.stdout,
  ).toBe(`a.csv: read as CSV or TSV (comma), likely: its rows have 3 columns, separated by commas.
b.tsv: read as CSV or TSV (tab), likely: its rows have 3 columns, separated by tabs.
file   line  action     m_zp  gx  μ exp
a.csv     3  import     1000   1      2
a.csv     5  import     2000   1  1e+36
a.csv     6  import      400   1   0.75  outside: m_zp = 400 is below its lower bound 500 GeV
b.tsv     2  replicate  1000   1      3

a.csv: 3 rows would be imported at high fidelity; 1 outside the campaign's space (kept, not fitted): 1 with m_zp below 500 GeV (down to 400); 1 row quarantined.
b.tsv: 1 row would be imported at high fidelity; 1 duplicate (kept as replicates).

file   line  column  value  not taken because
a.csv     4  ul_pb   -1     no limit: ul_pb missing

This was a dry run: nothing was stored.
`);

  const imported = await run(...args, '--json');
  expect(imported.code).toBe(0);
  const result = JSON.parse(imported.stdout) as unknown;
  expect(result).toMatchObject({
    imported: 4,
    quarantined: 1,
    duplicates: 1,
    outside: 1,
    rejected: [{ file: 'a.csv', line: 4, column: 'ul_pb', value: '-1', reason: 'no limit: ul_pb missing' }],
  });
  // Warnings and suggestions stay off standard output.
  expect(imported.stderr).toMatch(
    /^hint: a\.csv: 1 limit lies beyond μ = 1e4 \(the largest, 1\.0e36, on line 5\)/,
  );

  const again = await run(...args);
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(again.stdout).toMatch(
    /^a\.csv: imported before as a\.csv \(import 1, .*\); nothing is imported again\.\nb\.tsv/,
  );

  write('campaign.yaml', CAMPAIGN.replace('lower: 500', 'lower: 300').replace('gx"]', 'gx", "m_zp < 1500"]'));
  const edit = await run('edit', 'a.contourist', '--from', 'campaign.yaml');
  expect(edit).toMatchObject({
    code: 0,
    stdout: `entry        before               after
m_zp.lower   500                  300
constraints  ["m_zp > 600 * gx"]  ["m_zp > 600 * gx","m_zp < 1500"]
1 point now outside, 0 points back inside; 2 points outside in all (kept, neither fitted nor proposed near).
`,
    stderr: '',
  });

  expect((await run('--read-only', 'import', 'a.contourist', 'a.csv')).code).toBe(2);
  const campaign = openCampaignReadOnly(join(folder, 'a.contourist'));
  expect(listJournal(campaign).map(({ action }) => action)).toEqual(['new', 'import', 'import', 'edit']);
  campaign.close();
  expect(existsSync(join(folder, 'a.contourist-wal'))).toBe(false);
});
