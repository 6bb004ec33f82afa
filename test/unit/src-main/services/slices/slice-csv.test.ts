import { describe, expect, it } from 'vitest';
import { sliceCsv } from '#main/services/slices/slice-csv.ts';
import type { Slice } from '#shared/contract/slices/slice.ts';

const slice: Slice = {
  x: { name: 'm_zp', scale: 'linear', values: [500, 1000] },
  y: { name: 'm_dm', scale: 'linear', values: [100, 200] },
  fixed: { gx: 1, gq: 0.25 },
  held: [
    { name: 'gx', value: 1, because: 'mid_range' },
    { name: 'gq', value: 0.25, because: 'constant' },
  ],
  contour: 'exp',
  quantities: {
    exp: {
      mean: [
        [-0.1, 0.30000000000000004],
        [1, null],
      ],
      sd: [
        [0.5, 0.5],
        [0.5, null],
      ],
      pExcl: [
        [0.58, 0.27],
        [0.02, null],
      ],
      contours: [],
      fidelity: 'low',
      extrapolated: [
        [false, true],
        [false, null],
      ],
    },
  },
  derived: {},
  outside: [],
  points: [],
  crossings: [],
};

describe('sliceCsv', () => {
  it('writes a row per node, every digit kept, empty outside', () => {
    expect(sliceCsv(slice)).toBe(
      [
        '# at mid-range of its scale: gx',
        '# of the low fidelity alone, no high-fidelity limit was fitted: exp',
        'm_zp,m_dm,gx,gq,mean_exp,sd_exp,p_excl_exp,extrapolated_exp',
        '500,100,1,0.25,-0.1,0.5,0.58,0',
        '1000,100,1,0.25,0.30000000000000004,0.5,0.27,1',
        '500,200,1,0.25,1,0.5,0.02,0',
        '1000,200,1,0.25,,,,',
        '',
      ].join('\n'),
    );
  });
});
