import type { Elsewhere } from '#shared/contract/batches/results.ts';

/** Where a point was evaluated, by the parameters that differ: `measured at m_zp = 437, asked for 437.2`. */
export function describeElsewhere({ asked, measured }: Elsewhere): string {
  const places = Object.entries(measured).flatMap(([name, value]) =>
    value === asked[name] ? [] : [`${name} = ${value}, asked for ${asked[name]}`],
  );
  return `measured at ${places.join('; ')}`;
}
