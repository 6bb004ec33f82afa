import { createScale } from '../domain/parameter-scale.ts';

/** One axis of a grid. */
export interface GridAxis {
  readonly scale: 'linear' | 'log';
  /** Where the nodes stand, ascending; positive on a log scale. */
  readonly values: ArrayLike<number>;
}

/** The value that lies a share of the way between two others on an axis' scale: on a log scale halfway is √(ab). */
export function valueBetween(scale: GridAxis['scale'], a: number, b: number, share: number): number {
  if (a === b) return a;
  return a < b
    ? createScale({ scale, lower: a, upper: b }).fromUnit(share)
    : createScale({ scale, lower: b, upper: a }).fromUnit(1 - share);
}

/**
 * The value at a position between the nodes.
 *
 * @param position from 0 at the first node to count − 1 at the last; 1.5 is midway between the second and the third
 */
export function valueAt({ scale, values }: GridAxis, position: number): number {
  const index = Math.min(Math.floor(position), values.length - 2);
  return valueBetween(scale, values[index]!, values[index + 1]!, position - index);
}

/** The position of a value on an axis whose nodes are equally spaced on its scale; beyond the ends it goes on. */
export function positionOf({ scale, values }: GridAxis, value: number): number {
  const last = values.length - 1;
  return last * createScale({ scale, lower: values[0]!, upper: values[last]! }).toUnit(value);
}
