import { describe, expect, it } from 'vitest';
import { exclusionPixels } from '#renderer/features/campaigns/exclusion-pixels.ts';
import { thumbnailShapes } from '#renderer/features/campaigns/thumbnail-shapes.ts';
import { type Thumbnail, thumbnailSchema } from '#shared/contract/slices/slices-methods.ts';

/** Two by two nodes: x from 0 to 100, y from 0.1 to 10 on a log scale. */
const THUMBNAIL: Thumbnail = thumbnailSchema.parse({
  view: {
    x: { name: 'm', scale: 'linear', values: [0, 100] },
    y: { name: 'tau', scale: 'log', values: [0.1, 10] },
    held: [],
    of: 'exp',
    quantities: {
      exp: {
        mean: [0, -2, 1.6448536269514722, null],
        lines: [
          [
            [50, 0.1],
            [50, 1],
          ],
        ],
      },
    },
    sd: [1, 0, 1, null],
    theory: [],
    regions: { band1: [], band2: [], model: [], extrapolated: [], crossing: [], outside: [] },
    levels: [],
    crossings: [],
    blank: null,
  },
  points: [{ x: 25, y: 1, isExcluded: true }],
});

describe('the picture of a campaign', () => {
  it('places lines and points by the scales of the axes, y upwards', () => {
    const shapes = thumbnailShapes(THUMBNAIL, 200, 80);
    expect(shapes.expected).toBe('M100.0,80.0L100.0,40.0');
    expect(shapes.observed).toBe('');
    expect(shapes.points).toEqual([{ x: 50, y: 40, isExcluded: true }]);
  });

  it('colours each node by its probability of exclusion, the upper row first', () => {
    const { data, width, height } = exclusionPixels(THUMBNAIL.view, ['#000000', '#0a141e', '#c80000']);
    expect([width, height]).toEqual([2, 2]);
    const pixel = (index: number) => [...data.subarray(4 * index, 4 * index + 4)];
    // Φ(−1.645) = 0.05: a tenth of the way to the middle colour.
    expect(pixel(0)).toEqual([1, 2, 3, 255]);
    expect(pixel(1)).toEqual([0, 0, 0, 0]);
    expect(pixel(2)).toEqual([10, 20, 30, 255]);
    // Without any spread the side is sure.
    expect(pixel(3)).toEqual([200, 0, 0, 255]);
  });
});
