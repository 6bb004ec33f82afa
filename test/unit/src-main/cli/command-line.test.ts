import { CommanderError } from 'commander';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { reportError } from '#main/cli/report-error.ts';
import { shortNumber, textTable } from '#main/cli/text-table.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { runHere } from './captured-terminal.ts';

describe('the command line', () => {
  test.each(['new', 'edit', 'import'])('%s --help explains itself on standard output', async (command) => {
    const { code, stdout, stderr } = await runHere(command, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: contourist ${command} \\[options\\] <file>`));
  });

  test('--help documents the exit codes, --version the version', async () => {
    const help = await runHere('--help');
    expect(help.code).toBe(0);
    expect(help.stdout).toContain(
      'Exit codes: 0 fine; 1 a file or its content is at fault; 2 the command line is; 3',
    );
    expect((await runHere('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    [['imprt'], "error: unknown command 'imprt'\n(Did you mean import?)\n"],
    [['import', 'a.contourist'], "error: missing required argument 'data'\n"],
    [['import', 'a', 'b', '--duplicates', 'never'], 'Allowed choices are keep, replace, refuse, skip.\n'],
    [['import', 'a', 'b', '--fidelity', 'medium'], 'Allowed choices are high, low.\n'],
    [['import', 'a', 'b', '--dryrun'], "error: unknown option '--dryrun'\n(Did you mean --dry-run?)\n"],
    [['new', 'a.contourist'], "error: required option '--from <file>' not specified\n"],
    [['edit', 'a', 'b', '--from', 'c'], 'error: too many arguments'],
    [[], 'Usage: contourist [options] [command]'],
    [
      ['--read-only', 'edit', 'a', '--from', 'b'],
      'error: `edit` changes the campaign file; --read-only forbids it.\n',
    ],
  ])('%j is a mistake in the usage', async (args, message) => {
    const { code, stdout, stderr } = await runHere(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('reportError', () => {
  afterEach(() => vi.unstubAllEnvs());

  const report = (error: unknown, wantsStack = false) => {
    let text = '';
    const terminal = {
      out: () => {},
      err: (part: string) => {
        text += part;
      },
    };
    return { code: reportError(error, terminal, wantsStack), text };
  };

  test('says what, where and what to do', () => {
    const error = new ContouristError('x.y', 'The mass is odd.\nSo is the other.', {
      position: { file: 'a.csv', line: 3, column: 'm' },
      hint: 'Even it out.',
    });
    expect(report(error)).toEqual({
      code: 1,
      text: 'error: The mass is odd.\n  So is the other.\n  at a.csv, line 3, column m\n  hint: Even it out.\n',
    });
  });

  test('takes the blame for what nobody foresaw, and shows the stack when asked', () => {
    const error = new TypeError('x is not a function', { cause: new Error('the cause') });
    expect(report(error)).toEqual({
      code: 3,
      text:
        'error: x is not a function\n  This is a fault of Contourist, not of your input. ' +
        'The campaign file stays at its last step.\n  --debug prints where it happened.\n',
    });
    const { text } = report(error, true);
    expect(text).toContain('command-line.test.ts');
    expect(text).toContain('caused by: Error: the cause');
    expect(report(new ContouristError('a.b', 'Lost.', { blame: 'internal' })).text).toContain(
      'fault of Contourist',
    );
  });

  test('knows the blame of each error', () => {
    expect(report(new ContouristError('a.b', 'No.', { blame: 'usage' })).code).toBe(2);
    expect(report(new CommanderError(0, 'commander.helpDisplayed', '')).code).toBe(0);
    expect(report(new CommanderError(1, 'commander.unknownOption', '')).code).toBe(2);
    expect(report('text').code).toBe(3);
  });
});

test('a table in text has its columns aligned', () => {
  const columns = [{ title: 'σ', align: 'right' }, { title: 'name' }, { title: '' }] as const;
  expect(
    textTable(columns, [
      ['1', 'a', ''],
      ['12.5', 'μ', 'x'],
    ]),
  ).toBe('   σ  name\n   1  a\n12.5  μ     x\n');
});

test.each([
  [0, '0'],
  [2, '2'],
  [123.456, '123.5'],
  [999999, '1e+6'],
  [1.2345e-4, '1.234e-4'],
  [-0.5, '-0.5'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
])('%d is short for a person', (value, text) => {
  expect(shortNumber(value)).toBe(text);
});
