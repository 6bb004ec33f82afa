import { ContouristError } from '#shared/domain/contourist-error.ts';
import { nearestName } from '#shared/domain/nearest-name.ts';
import type { Space } from '#shared/domain/space.ts';

/** @throws ContouristError `slice.unknown_parameter` */
export function indexOfParameter(space: Space, name: string): number {
  const index = space.names.indexOf(name);
  if (index >= 0) return index;
  const constant = space.definition.fixed[name];
  const nearest = nearestName(name, space.names);
  const message =
    constant === undefined
      ? `The campaign has no parameter ${name}.`
      : `${name} is fixed at ${constant} in the campaign: it spans no slice.`;
  throw new ContouristError('slice.unknown_parameter', message, {
    blame: 'usage',
    hint: `${nearest === undefined ? '' : `Did you mean ${nearest}? `}Its parameters are ${space.names.join(', ')}.`,
  });
}

/**
 * Checks a value for a parameter that stands still.
 *
 * @param axes the parameters that do not
 * @throws ContouristError `slice.unknown_parameter`, `slice.fixed` (on an axis, outside the bounds)
 */
export function checkFixed(space: Space, axes: readonly string[], name: string, value: number): void {
  const { lower, upper } = space.definition.parameters[indexOfParameter(space, name)];
  if (axes.includes(name)) {
    throw new ContouristError('slice.fixed', `${name} is on an axis of the slice and cannot be fixed.`, {
      blame: 'usage',
      hint: `Leave out --fix ${name}.`,
    });
  }
  if (!(value >= lower && value <= upper)) {
    throw new ContouristError('slice.fixed', `${name} = ${value} is outside its bounds.`, {
      blame: 'usage',
      hint: `Choose a value from ${lower} to ${upper}.`,
    });
  }
}

/** `count` values along one parameter from bound to bound, equally spaced on its scale. */
export function axisValues(space: Space, index: number, count: number): number[] {
  const at = (v: number) => space.fromUnit(new Float64Array(space.names.length).fill(v))[index];
  return Array.from({ length: count }, (_, node) => at(node / (count - 1)));
}

/** θ with the given values, and the other parameters at mid-range on their scales. */
export function thetaHeldAt(space: Space, at: Readonly<Record<string, number>>): Float64Array {
  const middle = space.fromUnit(new Float64Array(space.names.length).fill(0.5));
  return middle.map((value, index) => at[space.names[index]] ?? value);
}
