import type { SliceAxis } from '#shared/contract/slices/slice.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import type { Parameter } from '#shared/domain/campaign-definition.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** The frame of a slice with nothing in it: before the first fit, and while one is being computed. */
export function emptyView(x: Parameter, y: Parameter, of: Quantity): SliceView {
  return {
    x: axisOf(x),
    y: axisOf(y),
    held: [],
    of,
    quantities: {},
    sd: [],
    pExcl: null,
    theory: [],
    regions: { band1: [], band2: [], model: [], extrapolated: [], crossing: [], outside: [] },
    levels: [],
    crossings: [],
    blank: null,
  };
}

export function axisOf({ name, label, unit, scale, lower, upper }: Parameter): SliceAxis {
  return {
    name,
    ...(label !== undefined && { label }),
    ...(unit !== undefined && { unit }),
    scale,
    values: [lower, upper],
  };
}
