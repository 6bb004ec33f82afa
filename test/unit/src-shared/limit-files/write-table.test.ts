import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNumber } from '#shared/formats/cell.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';
import { readTable } from '../formats/table-of-text.ts';

describe('writeTable', () => {
  test('quotes what needs it and writes every digit', () => {
    expect(
      writeTable(
        ['id', 'note', 'x'],
        [
          ['b1-001', 'so "big", it is', 0.1 + 0.2],
          ['#2', null, -0],
        ],
      ),
    ).toBe('id,note,x\nb1-001,"so ""big"", it is",0.30000000000000004\n"#2",,-0\n');
    expect(writeTable(['m A'], [['b c']])).toBe('"m A"\n"b c"\n');
    expect(writeTable(['x'], [[null], [Number.NaN], [-Infinity]])).toBe('x\n""\nnan\n-inf\n');
  });

  test('what is written reads back: every float64, every text', () => {
    const columnName = fc.string({ minLength: 1, unit: 'grapheme' }).map((name) => `c${name.trim()}`);
    // Surrounding spaces of a quoted field survive; the reader trims those of a bare one, so none are written bare.
    const cell = fc.oneof(fc.double(), fc.string({ unit: 'grapheme' }), fc.constant(null));
    const table = fc.uniqueArray(columnName, { minLength: 1, maxLength: 5 }).chain((columns) =>
      fc.record({
        columns: fc.constant(columns),
        // A row of words alone may be another header; a number in it says that it is none.
        rows: fc.array(
          fc
            .tuple(
              fc.double(),
              fc.array(cell, { minLength: columns.length - 1, maxLength: columns.length - 1 }),
            )
            .map(([first, rest]) => [first, ...rest]),
          { minLength: 1 },
        ),
      }),
    );
    fc.assert(
      fc.property(table, ({ columns, rows }) => {
        const read = readTable(writeTable(columns, rows), 'round-trip.csv');
        expect(read.columns).toEqual(columns);
        expect(read.ragged).toEqual([]);
        expect(read.rows).toHaveLength(rows.length);
        rows.forEach((row, index) => {
          row.forEach((value, column) => {
            const text = read.rows[index]?.cells[column] ?? '';
            if (typeof value === 'number') expect(parseNumber(text)).toBe(value);
            else expect(text).toBe(value ?? '');
          });
        });
      }),
      { numRuns: 500 },
    );
  });
});
