import type { Check } from './check.ts';
import { concerning } from './finding.ts';

/** Factors between the units that analysts use for one parameter: TeV, GeV and MeV. */
const FACTORS = [1e3, 1e-3] as const;

/** Parameters that lie outside the campaign's bounds in most rows, and inside in another unit. */
export const findParameterUnits: Check = ({ rows, definition, plan, mapping, table }) =>
  definition.parameters.flatMap(({ name, lower, upper, unit }, axis) => {
    const values = rows.flatMap(({ theta, line }) =>
      theta === null ? [] : [{ value: theta[axis] ?? 0, line }],
    );
    const insideUnder = (factor: number) =>
      values.filter(({ value }) => value * factor >= lower && value * factor <= upper).length;
    const inside = insideUnder(1);
    if (values.length === 0 || 2 * inside > values.length) return [];
    const best = FACTORS.map((factor) => ({ factor, count: insideUnder(factor) })).find(
      ({ count }) => 2 * count > values.length && count > 2 * inside,
    );
    if (best === undefined) return [];
    const outside = values.filter(({ value }) => value < lower || value > upper).map(({ line }) => line);
    return [
      {
        subject: {
          code: 'parameter-scale',
          parameter: name,
          column: table.columns[plan.parameters?.[axis] ?? -1] ?? name,
          factor: best.factor,
          inside,
          insideThen: best.count,
          unit: unit ?? null,
        },
        severity: 'warn',
        certainty: 'likely',
        ...concerning(outside),
        remedy: { scale: { [name]: best.factor * (mapping.scale?.[name] ?? 1) } },
      },
    ];
  });
