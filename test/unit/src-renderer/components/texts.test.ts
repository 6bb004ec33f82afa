import { expect, test } from 'vitest';
import { fileNameOf, fileSlug } from '#renderer/components/files/file-name.ts';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { keyNames } from '#renderer/components/shortcuts/key-names.ts';
import { errorDetails } from '#renderer/components/states/error-details.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { splitMath } from '#shared/figures/split-math.ts';

test('text and formulas are told apart at dollar signs', () => {
  expect(splitMath('Dark Higgs $\\to b\\bar b$ + MET')).toEqual([
    { kind: 'text', content: 'Dark Higgs ' },
    { kind: 'math', content: '\\to b\\bar b' },
    { kind: 'text', content: ' + MET' },
  ]);
  expect(splitMath('costs 5 $ a point')).toEqual([{ kind: 'text', content: 'costs 5 $ a point' }]);
  expect(splitMath('\\$5 and $x$')).toEqual([
    { kind: 'text', content: '$5 and ' },
    { kind: 'math', content: 'x' },
  ]);
  expect(splitMath('')).toEqual([]);
});

test('a parameter is called by its label, its unit stands in brackets', () => {
  expect(parameterTitle({ name: 'm_zp', label: "m_{Z'}", unit: 'GeV' })).toBe("$m_{Z'}$ [GeV]");
  expect(parameterTitle({ name: 'm_zp', label: "m_{Z'}", unit: 'GeV' }, false)).toBe("$m_{Z'}$");
  expect(parameterTitle({ name: 'gx' })).toBe('gx');
  expect(splitMath(parameterTitle({ name: 'a$b$c' }))).toEqual([{ kind: 'text', content: 'a$b$c' }]);
});

test('files are called by what they hold, on every system', () => {
  expect(fileSlug('Dark Higgs $\\to b\\bar b$ + MET m_zp')).toBe('dark-higgs-to-b-bar-b-met-m-zp');
  expect(fileSlug('(Model σ)')).toBe('model-σ');
  expect(fileNameOf('/home/me/scan.contourist')).toBe('scan.contourist');
  expect(fileNameOf('C:\\campaigns\\scan.contourist')).toBe('scan.contourist');
});

test('keys are called as they are labelled', () => {
  expect(keyNames('mod+shift+Z', false)).toBe('Ctrl Shift Z');
  expect(keyNames('mod+K', true)).toBe('⌘\u2009K');
  expect(keyNames('shift+?', false)).toBe('?');
  expect(keyNames('ArrowLeft', false)).toBe('←');
});

test('details of an error name its code and the place in the file', () => {
  const error = new ContouristError('limit_file.missing_column', 'There is no column mzp.', {
    position: { file: 'limits.csv', line: 12, column: 'mzp' },
  });
  expect(errorDetails(error)).toBe(
    'limit_file.missing_column\nlimits.csv, line 12, column mzp\nThere is no column mzp.',
  );
});
