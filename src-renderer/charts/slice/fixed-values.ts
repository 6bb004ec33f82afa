import type { Parameter } from '#shared/domain/campaign-definition.ts';

/**
 * The values at which a slice may hold its other parameters, of those that were once chosen: parameters that are on an axis
 * or gone, and values that the bounds have left behind, are not among them; the core refuses a slice at such.
 */
export function fixedValues(
  chosen: Readonly<Record<string, number>>,
  parameters: readonly Parameter[],
  x: Parameter,
  y: Parameter,
): Record<string, number> {
  const off = parameters.filter(({ name }) => name !== x.name && name !== y.name);
  return Object.fromEntries(
    off.flatMap(({ name, lower, upper }) => {
      const value = chosen[name];
      return value !== undefined && value >= lower && value <= upper ? [[name, value]] : [];
    }),
  );
}
