import { describe, expect, it } from 'vitest';
import { clipLines as clipLinesOf } from '#shared/numerics/clip-lines.ts';

const LINEAR = { x: 'linear', y: 'linear' } as const;
const clipLines = (lines: Parameters<typeof clipLinesOf>[0], holds: (x: number, y: number) => boolean) =>
  clipLinesOf(lines, holds, LINEAR);

const circle = Array.from({ length: 73 }, (_, index): [number, number] => {
  const angle = (((index % 72) + 3) * Math.PI) / 36;
  return [Math.cos(angle), Math.sin(angle)];
});

describe('clipLines', () => {
  it('ends a line where the condition ends', () => {
    expect(
      clipLines(
        [
          [
            [0, 0],
            [1, 0],
            [2, 0],
          ],
        ],
        (x) => x < 1.25,
      ),
    ).toEqual([
      [
        [0, 0],
        [1, 0],
        [expect.closeTo(1.25, 8), 0],
      ],
    ]);
  });

  it('keeps to the line that is straight on a log scale', () => {
    const powerLaw = [
      [1, 1],
      [100, 10_000],
    ] as const;
    const [part] = clipLinesOf([powerLaw], (x) => x < 10, { x: 'log', y: 'log' });
    expect(part![1]![0]).toBeCloseTo(10, 6);
    // y = x².
    expect(part![1]![1]).toBeCloseTo(100, 4);
  });

  it('splits a line in the parts that are left', () => {
    const line: [number, number][] = [
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
    ];
    const parts = clipLines([line], (x) => x < 0.5 || x > 2.5);
    expect(parts.map((part) => part.length)).toEqual([2, 2]);
    expect(parts[1][0][0]).toBeCloseTo(2.5, 8);
  });

  it('joins a closed line across its first point', () => {
    const parts = clipLines([circle], (x) => x > 0.2);
    expect(parts).toHaveLength(1);
    const ends = [parts[0][0], parts[0][parts[0].length - 1]];
    for (const [x] of ends) expect(x).toBeCloseTo(0.2, 8);
  });

  it('keeps a line inside whole and drops one outside', () => {
    expect(clipLines([circle], () => true)).toEqual([circle]);
    expect(clipLines([circle], () => false)).toEqual([]);
  });
});
