import { type GridAxis, valueBetween } from './grid-axis.ts';

type Point = readonly [x: number, y: number];

type Holds = (x: number, y: number) => boolean;

type Scales = { readonly [axis in 'x' | 'y']: GridAxis['scale'] };

const BISECTIONS = 30;

/**
 * The parts of polylines where a condition holds, ending where it stops to hold. The condition is tested at the
 * vertices: a gap or an island between two neighbouring vertices is not seen.
 *
 * @param lines closed lines repeat their first point; they are straight on the axes' scales
 */
export function clipLines(
  lines: readonly (readonly Point[])[],
  holds: Holds,
  scales: Scales,
): [x: number, y: number][][] {
  return lines.flatMap((line) => {
    const parts: [number, number][][] = [];
    let current: [number, number][] = [];
    let wasInside = false;
    for (const [index, [x, y]] of line.entries()) {
      const isInside = holds(x, y);
      if (index > 0 && isInside !== wasInside) {
        const before = line[index - 1];
        const border = wasInside
          ? borderBetween(before, [x, y], holds, scales)
          : borderBetween([x, y], before, holds, scales);
        current.push(border);
        if (wasInside) {
          parts.push(current);
          current = [];
        }
      }
      if (isInside) current.push([x, y]);
      wasInside = isInside;
    }
    if (current.length > 0) parts.push(current);
    return joinEnds(parts, line).filter((part) => part.length > 1);
  });
}

/** Where a closed line was inside at its first point, its last part goes on with its first one. */
function joinEnds(parts: [number, number][][], line: readonly Point[]): [number, number][][] {
  const first = parts[0];
  const last = parts.at(-1);
  const [start, end] = [line[0], line[line.length - 1]];
  if (first === undefined || last === undefined || first === last) return parts;
  const isClosed = start[0] === end[0] && start[1] === end[1];
  const continues = first[0][0] === end[0] && first[0][1] === end[1];
  return isClosed && continues ? [...parts.slice(1, -1), [...last, ...first.slice(1)]] : parts;
}

function borderBetween(
  inside: Point,
  outside: Point,
  holds: Holds,
  { x, y }: Scales,
): [x: number, y: number] {
  let [from, to] = [inside, outside];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle: Point = [valueBetween(x, from[0], to[0], 0.5), valueBetween(y, from[1], to[1], 0.5)];
    if (holds(...middle)) from = middle;
    else to = middle;
  }
  return [...from];
}
