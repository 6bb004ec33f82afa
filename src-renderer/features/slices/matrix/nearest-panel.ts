import type { Parameter } from '#shared/domain/campaign-definition.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';

/** Which of the values a parameter's present one is nearest to, on its scale. */
export function nearestPanel(
  parameter: Parameter,
  values: readonly number[],
  value: number | undefined,
): number {
  const scale = createScale(parameter);
  const place = scale.toUnit(value ?? parameter.lower);
  const distances = values.map((other) => Math.abs(scale.toUnit(other) - place));
  return distances.indexOf(Math.min(...distances));
}
