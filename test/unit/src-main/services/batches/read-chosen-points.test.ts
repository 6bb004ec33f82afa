import { expect, test } from 'vitest';
import { readChosenPoints } from '#main/services/batches/read-chosen-points.ts';
import { createSpace } from '#shared/domain/space.ts';
import { readTable } from '../../../src-shared/formats/table-of-text.ts';
import { DEFINITION, errorOf } from '../../store/campaign-files.ts';

const space = createSpace(DEFINITION);
const read = (text: string) => readChosenPoints(readTable(text, 'P.csv'), space);

test('points are read by the names of the parameters, in any order, with every digit', () => {
  expect(read('note,gx,m_zp\nmine,0.7000000000000001,1000.25\n,1,2e3\n')).toEqual([
    Float64Array.of(1000.25, 0.7000000000000001),
    Float64Array.of(2000, 1),
  ]);
});

test.each([
  ['m_zp\n1000\n', 'limit_file.missing_column', /has no column `gx`/],
  ['m_zp,gx\n1000,high\n', 'points.not_a_number', /^Line 2 of P\.csv: gx = "high" is no number/],
  [
    'm_zp,gx\n1000,1\n9000,1\n',
    'points.outside',
    /^Line 3 of P\.csv is outside the campaign: m_zp = 9000 is above/,
  ],
  ['m_zp,gx\n700,1.5\n', 'points.outside', /the constraint m_zp > 600 \* gx does not hold/],
  ['m_zp,gx\n700\n', 'points.ragged', /^Line 2 of P\.csv/],
])('%j is refused', (text, code, message) => {
  const error = errorOf(() => read(text));
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
});
