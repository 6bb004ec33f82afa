// What a person sees who hands Contourist a bad file: exit code 1, what is wrong, where, and what to do.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCampaign } from '#main/store/database.ts';
import { DEFINITION, scratchFolder } from '../store/campaign-files.ts';
import { runHere } from './captured-terminal.ts';

/** A folder with the campaign a.contourist; the paths in it. */
function folderWithCampaign() {
  const folder = scratchFolder();
  const file = join(folder, 'a.contourist');
  createCampaign(file, DEFINITION).close();
  return { folder, file, data: join(folder, 'data.csv') };
}

/** A campaign file whose tables were overwritten by something else; its header still looks right. */
function corrupted(file: string): Buffer {
  return readFileSync(file).fill(0xff, 4096);
}

describe('import of a file', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['that is empty', '', 'error: DATA is empty.\n  at DATA\n  hint: Did the job that writes it finish?\n'],
    ['that has a header alone', 'm_zp,gx,exp\n', 'error: DATA has no rows.\n  at DATA\n'],
    [
      'without a parameter',
      'mass,gx,exp\n1,1,1\n',
      'error: DATA has no column `m_zp`.\n  at DATA\n  hint: Its columns are mass, gx, exp. A mapping names the column',
    ],
    [
      'without limits',
      'm_zp,gx,limit\n1,1,1\n',
      "error: DATA has no column named like the campaign's quantities (exp, obs).\n  at DATA\n  hint: Its columns are",
    ],
    [
      'with a column twice',
      'm_zp,gx,exp,exp\n1,1,1,1\n',
      'error: Two columns are named `exp`.\n  at DATA, line 1, column exp\n  hint: Rename one of them',
    ],
    [
      'with NaN parameters in all rows',
      'm_zp,gx,exp\nnan,1,1\n1000,inf,1\n',
      'error: No row of DATA can be taken.\n  hint: The reasons stand in the report; a mapping may cure them.\n',
    ],
  ])('%s', async (_, content, message) => {
    const { file, data } = folderWithCampaign();
    writeFileSync(data, content);
    const { code, stderr } = await runHere('import', file, data);
    expect(code).toBe(1);
    expect(stderr.replaceAll(data, 'DATA')).toContain(message);
  });

  test('that is an empty directory, or is not there', async () => {
    const { folder, file, data } = folderWithCampaign();
    mkdirSync(data);
    const directory = await runHere('import', file, data);
    expect(directory).toMatchObject({ code: 1, stdout: '' });
    expect(directory.stderr).toBe(
      `error: ${data} is a folder without files.\n  at ${data}\n  hint: Name the file, or the folder of the results.\n`,
    );
    const missing = await runHere('import', file, join(folder, 'none.csv'));
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toContain(`error: There is no file ${join(folder, 'none.csv')}.\n`);
  });

  test.each<[string, string, number, string]>([
    ['with a byte order mark', '\ufeffm_zp,gx,exp\n1000,1,2\n', 1, ''],
    ['with CRLF', 'm_zp,gx,exp\r\n1000,1,2\r\n1100,1,2\r\n', 2, ''],
    [
      'with a ragged row',
      'm_zp,gx,exp\n1000,1\n1000,1,2\n',
      1,
      'the row has 2 fields where the header has 3',
    ],
    ['with the sentinel −1', 'm_zp,gx,exp\n1000,1,-1\n1000,1,2\n', 1, 'no limit: exp missing'],
    ['with NaN parameters', 'm_zp,gx,exp\nNaN,1,2\n1000,1,2\n', 1, 'the parameter is missing'],
    [
      'with all points identical',
      'm_zp,gx,exp\n1000,1,2\n1000,1,2\n1000,1,2\n',
      3,
      '2 duplicates (kept as replicates)',
    ],
    ['with every point excluded', 'm_zp,gx,exp\n1000,1,.1\n1000,1.1,.2\n', 2, ''],
    ['with one point', 'm_zp,gx,exp\n1000,1,2\n', 1, '1 row imported'],
  ])('%s goes in', async (_, content, imported, remark) => {
    const { file, data } = folderWithCampaign();
    writeFileSync(data, content);
    const { code, stdout } = await runHere('import', file, data);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${data}: ${imported} rows? imported at high fidelity`));
    expect(stdout).toContain(remark);
  });

  test('with a 1e34 is kept aside, one with a 1e5 goes in, and clip is suggested for both', async () => {
    const { file, data } = folderWithCampaign();
    writeFileSync(data, 'm_zp,gx,exp\n1000,1,1.2e34\n1200,1,1e5\n');
    const { code, stdout, stderr } = await runHere('import', file, data);
    expect(code).toBe(0);
    expect(stdout).toContain('1 row imported at high fidelity; 1 row quarantined');
    expect(stdout).toMatch(/data\.csv {2}exp +μ is outside accept \(1e-12 to 1e12\) +2$/m);
    expect(stderr).toContain('`clip: [1e-4, 1e4]` in a mapping keeps it at the bound');
    expect(stderr).toContain(`hint: ${data}: 1 limit lies beyond μ = 1e4 (the largest, 1.0e5, on line 3)`);
  });
});

test('a mapping without a unit is pointed at', async () => {
  const { folder, file, data } = folderWithCampaign();
  writeFileSync(data, 'm_zp,gx,exp,xsec\n1000,1,2,3\n');
  const mapping = join(folder, 'mapping.yaml');
  writeFileSync(mapping, 'limit:\n  kind: sigma\n  theory: { column: xsec, unit: pb }\n');
  const { code, stderr } = await runHere('import', file, data, '--mapping', mapping);
  expect(code).toBe(1);
  expect(stderr).toBe(
    `error: The mapping's limit.unit: the unit is missing: kind sigma needs pb, fb or nb.\n  at ${mapping}, line 2, column 3\n` +
      '  hint: `contourist import --help` shows a whole mapping.\n',
  );
});

describe('a campaign file', () => {
  test.each<[string, string | null, RegExp]>([
    [
      'that is not there',
      null,
      /^error: There is no file FILE\.\n {2}hint: Check the name, or make a campaign/,
    ],
    ['that is empty', '', /^error: FILE is empty: it holds no campaign\.\n {2}hint: /],
    ['that is something else', 'm_zp,gx\n1,2\n', /^error: FILE is not a campaign file\.\n {2}hint: /],
    ['that is a corrupt SQLite file', 'corrupt', /^error: FILE is damaged: .*\n {2}hint: /],
  ])('%s', async (_, content, message) => {
    const { folder, file, data } = folderWithCampaign();
    writeFileSync(data, 'm_zp,gx,exp\n1000,1,2\n');
    const bad = join(folder, 'bad.contourist');
    if (content === 'corrupt') writeFileSync(bad, corrupted(file));
    else if (content !== null) writeFileSync(bad, content);
    const { code, stdout, stderr } = await runHere('import', bad, data);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.replaceAll(bad, 'FILE')).toMatch(message);
  });
});

describe('a campaign.yaml', () => {
  const text = (parameter: string) =>
    `name: Test\nparameters:\n  - ${parameter}\nquantities: [exp]\ncontour: exp\n`;

  test.each([
    [
      'swapped bounds',
      text('{ name: m, lower: 2, upper: 1 }'),
      /^error: .*bound.*\n {2}at YAML, line 3, column \d+\n {2}hint: /,
    ],
    [
      'a log scale from 0',
      text('{ name: g, lower: 0, upper: 1, scale: log }'),
      /^error: .*log.*\n {2}at YAML, line 3, column \d+\n {2}hint: /,
    ],
    ['broken YAML', 'name: [\n', /^error: This is not valid YAML: .*\n {2}at YAML, line \d/],
  ])('with %s', async (_, content, message) => {
    const folder = scratchFolder();
    const yaml = join(folder, 'campaign.yaml');
    writeFileSync(yaml, content);
    const { code, stderr } = await runHere('new', join(folder, 'a.contourist'), '--from', yaml);
    expect(code).toBe(1);
    expect(stderr.replaceAll(yaml, 'YAML')).toMatch(message);
  });
});
