import { expect, test } from 'vitest';
import { withoutControls } from '#main/cli/terminal.ts';

test('a terminal obeys nothing of foreign text', () => {
  expect(withoutControls('a\u001b]52;c;eA==\u0007b\u009b2J\u202ec\u007f')).toBe(
    'a\\u001b]52;c;eA==\\u0007b\\u009b2J\\u202ec\\u007f',
  );
  expect(withoutControls('good\rbad\n')).toBe('good\\u000dbad\n');
});

test('layout, accents and the progress line stay, and JSON stays JSON', () => {
  expect(withoutControls('\rstep\tμ ± σ\r\n')).toBe('\rstep\tμ ± σ\r\n');
  const value = { note: 'x\u001b\u009by' };
  expect(JSON.parse(withoutControls(JSON.stringify(value)))).toEqual(value);
});
