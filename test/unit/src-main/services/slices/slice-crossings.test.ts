import { describe, expect, it } from 'vitest';
import { findCrossings } from '#main/services/slices/slice-crossings.ts';
import type { Slice } from '#shared/contract/slices/slice.ts';

const axis = (name: string): Slice['x'] => ({ name, scale: 'linear', values: [0, 1, 2] });
const grid = (rows: number[][]) => ({ mean: Float64Array.from(rows.flat()) });

describe('findCrossings', () => {
  it('says which neighbours of the band are in the wrong order, and where', () => {
    const quantities = {
      exp_m1: grid([
        [0, 0, 0],
        [0, 5, 5],
        [0, 0, Number.NaN],
      ]),
      exp: grid([
        [1, 1, 1],
        [1, 1, 1],
        [1, 1, Number.NaN],
      ]),
      exp_p1: grid([
        [2, 2, 2],
        [2, 2, 2],
        [2, 2, Number.NaN],
      ]),
    };
    expect(findCrossings({ x: axis('a'), y: axis('b'), quantities })).toEqual([
      { lower: 'exp_m1', upper: 'exp', share: 2 / 8, x: [1, 2], y: [1, 1] },
    ]);
  });

  it('compares what is fitted, without the observed limit', () => {
    const quantities = { exp_m1: grid([[3]]), exp_p1: grid([[2]]), obs: grid([[9]]) };
    expect(findCrossings({ x: axis('a'), y: axis('b'), quantities })).toEqual([
      { lower: 'exp_m1', upper: 'exp_p1', share: 1, x: [0, 0], y: [0, 0] },
    ]);
    expect(findCrossings({ x: axis('a'), y: axis('b'), quantities: { exp: grid([[3]]) } })).toEqual([]);
  });
});
