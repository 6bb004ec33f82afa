import { buildLineOption } from '#renderer/charts/builders/build-line-option.ts';
import type { ChartLook } from '#renderer/charts/figure.tsx';
import type { Picture } from '#renderer/charts/picture.ts';
import { honestBand, type ReliabilityPoint, reliability } from '../calibration.ts';

/** The reliability curve of left-out points and of test points, with the band of an honest model. */
export function calibrationPicture(
  leftOutPulls: readonly number[],
  testPulls: readonly number[] | null,
  look: ChartLook,
): Picture {
  const { lower, upper } = honestBand(leftOutPulls.length);
  return buildLineOption({
    x: { bounds: [0, 100], title: 'interval claimed [%]' },
    y: { bounds: [0, 100], title: 'points inside [%]' },
    regions: [
      {
        id: 'honest',
        outline: [...inPercent(lower), ...inPercent(upper).reverse()],
        color: 'idleSoft',
      },
    ],
    guides: [{ id: 'ideal', from: [0, 0], to: [100, 100], color: 'axis', stroke: 'dotted' }],
    lines: [
      { id: 'left-out', points: inPercent(reliability(leftOutPulls)), color: 'accent', width: 2 },
      ...(testPulls === null
        ? []
        : [
            {
              id: 'test',
              points: inPercent(reliability(testPulls)),
              color: 'test' as const,
              stroke: 'dashed' as const,
              width: 2,
            },
          ]),
    ],
    ...look,
  });
}

function inPercent(points: readonly ReliabilityPoint[]): (readonly [number, number])[] {
  return points.map(([claimed, inside]) => [100 * claimed, 100 * inside]);
}
