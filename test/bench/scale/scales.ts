/** How large the campaigns of the table are; small ones only show that the bench runs. */
export interface Scale {
  readonly grid: readonly number[];
  readonly high: number;
  readonly some: { readonly low: readonly number[]; readonly high: number };
  readonly beyond: readonly { readonly grid: readonly number[]; readonly high: number }[];
  readonly growth: { readonly grids: readonly (readonly number[])[]; readonly high: number };
  readonly nodes: number;
}

export const WHOLE: Scale = {
  grid: [10, 10, 10, 5],
  high: 800,
  some: { low: [5, 5, 4, 3], high: 300 },
  beyond: [
    { grid: [20, 20, 10, 5], high: 2000 },
    { grid: [6, 6, 6, 6, 4, 4], high: 2000 },
    { grid: [20, 20, 25, 5], high: 2000 },
  ],
  growth: {
    grids: [
      [5, 5, 5, 5],
      [10, 5, 5, 5],
      [10, 10, 5, 5],
      [10, 10, 10, 5],
      [10, 10, 10, 10],
      [20, 10, 10, 10],
    ],
    high: 200,
  },
  nodes: 101,
};

export const SMALL: Scale = {
  grid: [5, 4, 4, 3],
  high: 40,
  some: { low: [3, 3, 3, 2], high: 40 },
  beyond: [
    { grid: [6, 6, 4, 3], high: 60 },
    { grid: [4, 3, 3, 3, 2, 2], high: 60 },
  ],
  growth: {
    grids: [
      [3, 3, 3, 3],
      [6, 3, 3, 3],
    ],
    high: 20,
  },
  nodes: 21,
};
