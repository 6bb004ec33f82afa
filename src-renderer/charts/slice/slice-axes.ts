import type { MathChoice } from '#renderer/components/inputs/math-select.tsx';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import type { Parameter } from '#shared/domain/campaign-definition.ts';

/** Names of the parameters on the axes. */
interface AxisNames {
  readonly x: string;
  readonly y: string;
}

interface SliceAxes {
  readonly x: Parameter;
  readonly y: Parameter;
  /** What may be put on either axis. */
  readonly choices: readonly MathChoice[];
  /** The axes with a parameter put on one of them; choosing the other axis' parameter swaps the two. */
  with(axis: 'x' | 'y', name: string): AxisNames;
}

/**
 * The axes of a slice: those that were chosen, else the campaign's first two parameters.
 *
 * @returns null for a campaign of one parameter, which has no slice
 */
export function sliceAxes(
  parameters: readonly Parameter[],
  chosen: { readonly x: string | null; readonly y: string | null },
): SliceAxes | null {
  const x = parameters.find(({ name }) => name === chosen.x) ?? parameters[0];
  const y =
    parameters.find(({ name }) => name === chosen.y && name !== x?.name) ??
    parameters.find((parameter) => parameter !== x);
  if (x === undefined || y === undefined) return null;
  return {
    x,
    y,
    choices: parameters.map((parameter) => ({ value: parameter.name, label: parameterTitle(parameter) })),
    with(axis, name) {
      const isOther = name === (axis === 'x' ? y.name : x.name);
      return isOther ? { x: y.name, y: x.name } : { x: x.name, y: y.name, [axis]: name };
    },
  };
}
