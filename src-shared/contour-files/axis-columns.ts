import type { ContourAxes } from './file-contour.ts';

/** `m_{Z'} [GeV]` and `m_zp` are compared by their letters and digits alone. */
const plain = (name: string): string => name.toLowerCase().replace(/\[.*?\]|\(.*?\)|[^a-z0-9]/g, '');

/**
 * Which columns are x and y: those named like the axes, else the first two that may be.
 *
 * @returns null where there are not two
 */
export function axisColumns(
  names: readonly string[],
  { x, y }: ContourAxes,
  mayBe: (column: number) => boolean,
): [x: number, y: number] | null {
  const named = (name: string): number => names.findIndex((column) => plain(column) === plain(name));
  const byName: [number, number] = [named(x), named(y)];
  if (byName[0] >= 0 && byName[1] >= 0) return byName;
  const [first, second] = names.flatMap((_, column) => (mayBe(column) ? [column] : []));
  return first === undefined || second === undefined ? null : [first, second];
}
