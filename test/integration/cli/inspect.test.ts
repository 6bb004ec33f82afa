import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../../unit/src-main/store/campaign-files.ts';
import { contourist } from './contourist.ts';

test('files are inspected: what they are, why, and what is doubtful in them', async () => {
  const folder = scratchFolder();
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('limits.csv', 'm_zp [GeV],exp\n500,"0,53"\n1000,"1,5"\n');
  write('odd.csv', '1,2\n3,4\n');

  expect(await contourist(folder, 'inspect', 'limits.csv')).toEqual({
    code: 0,
    stdout: `limits.csv: CSV or TSV (comma), likely: its rows have two columns, separated by commas.
  table: 2 rows, 2 columns
     column      unit  values
     m_zp [GeV]        500, 1000
     exp               0.53, 1.5
  found: 2 cells of \`exp\` have a decimal comma: "0,53" (line 2) is read as 0.53.
`,
    stderr: '',
  });

  const both = await contourist(folder, 'inspect', 'limits.csv', 'odd.csv', '--json');
  expect(both.code).toBe(1);
  expect(both.stderr).toMatch(/^error: 1 of 2 files are not read: odd\.csv\.\n/);
  expect(JSON.parse(both.stdout).files).toMatchObject([
    {
      file: 'limits.csv',
      recognised: true,
      format: { id: 'delimited' },
      confidence: 0.8,
      tables: [
        {
          name: null,
          rows: 2,
          unreadable: 0,
          columns: [{ name: 'm_zp [GeV]', samples: ['500', '1000'] }, { name: 'exp' }],
          findings: [{ code: 'number-form', form: 'decimal-comma', column: 'exp', count: 2 }],
        },
      ],
    },
    { file: 'odd.csv', recognised: false, error: { code: 'table.no_header', position: { line: 1 } } },
  ]);

  expect(await contourist(folder, 'inspect', 'limits.csv', '--format', 'records')).toMatchObject({ code: 1 });
  expect(await contourist(folder, 'inspect')).toMatchObject({ code: 2 });
});
