import type { CampaignDefinition, Parameter } from '#shared/domain/campaign-definition.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';
import type { ContoursView } from './contours-view.ts';

/** Which slice is looked at: a view, made to fit the campaign as it is now. */
export interface SliceChoice {
  readonly x: Parameter;
  readonly y: Parameter;
  /** The free parameters that are on no axis. */
  readonly hidden: readonly Parameter[];
  /** Where they stand. */
  readonly fixed: Readonly<Record<string, number>>;
  /** Value of y at which the cut runs. */
  readonly cutAt: number;
  /** The parameters that the small slices run over; null where there are too few. */
  readonly rows: Parameter | null;
  readonly columns: Parameter | null;
}

/**
 * What a view shows of a campaign: parameters that are gone or values out of bounds give way to the first parameters and
 * to mid-range.
 *
 * @returns null for a campaign with one parameter, which has no slice
 */
export function chooseSlice({ parameters }: CampaignDefinition, view: ContoursView): SliceChoice | null {
  const named = (name: string | null) => parameters.find((parameter) => parameter.name === name);
  const x = named(view.x) ?? parameters.find(({ name }) => name !== view.y);
  const y = [named(view.y), ...parameters].find((parameter) => parameter && parameter.name !== x?.name);
  if (x === undefined || y === undefined) return null;
  const hidden = parameters.filter(({ name }) => name !== x.name && name !== y.name);
  const columns = hidden.find(({ name }) => name === view.columns) ?? hidden[hidden.length > 1 ? 1 : 0];
  const rows =
    hidden.find(({ name }) => name === view.rows && name !== columns?.name) ??
    hidden.find(({ name }) => name !== columns?.name);
  return {
    x,
    y,
    hidden,
    fixed: Object.fromEntries(
      hidden.map((parameter) => [parameter.name, within(parameter, view.fixed[parameter.name])]),
    ),
    cutAt: within(y, view.cutAt, 0.3),
    rows: rows ?? null,
    columns: columns ?? null,
  };
}

function within(parameter: Parameter, value: number | null | undefined, otherwise = 0.5): number {
  const { lower, upper } = parameter;
  if (value !== null && value !== undefined && value >= lower && value <= upper) return value;
  return roundedValue(parameter, otherwise);
}

/** A parameter's value at a place from 0 to 1 of its scale, as round as a hundredth of its range allows. */
export function roundedValue(parameter: Parameter, place: number): number {
  const { lower, upper } = parameter;
  const scale = createScale(parameter);
  const value = scale.fromUnit(place);
  if (parameter.step !== undefined) return scale.snap(value);
  const near = (other: number) => Math.abs(scale.toUnit(other) - place) <= 0.005;
  for (let digits = 1; digits <= 12; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (rounded >= lower && rounded <= upper && near(rounded)) return rounded;
  }
  return value;
}

/** One press of a key or a button moves the cut or a slider by this share of its range. */
export const MOVE_SHARE = 0.02;

/**
 * A parameter's value after a move by a share of its scale, negative downwards: at least one step of the lattice of a
 * parameter that has one, however coarse it is, and never beyond the bounds.
 */
export function movedBy(parameter: Parameter, now: number, by: number): number {
  const scale = createScale(parameter);
  const place = Math.min(1, Math.max(0, scale.toUnit(now) + by));
  if (parameter.step !== undefined) {
    const snapped = scale.snap(scale.fromUnit(place));
    return snapped === now ? scale.snap(now + Math.sign(by) * parameter.step) : snapped;
  }
  // The ends are reached as they are, however odd their numbers.
  return place === 0 || place === 1 ? scale.fromUnit(place) : roundedValue(parameter, place);
}

/** The values of a parameter at which small slices are taken: the middles of equal parts of its scale. */
export function panelValues(parameter: Parameter, count: number): number[] {
  return Array.from({ length: count }, (_, index) => roundedValue(parameter, (index + 0.5) / count));
}
