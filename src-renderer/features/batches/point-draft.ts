import type { CampaignDefinition, Parameter } from '#shared/domain/campaign-definition.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';
import type { PointDraft } from './use-batch-editing.ts';

/** Steps into which a click on a map divides a parameter without a step of its own: a pixel or two. */
const CLICK_STEPS = 500;

/** The point in the middle of the space, on the lattice of the parameters that have steps. */
export function middlePoint({ parameters }: CampaignDefinition): PointDraft {
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, placeOn(parameter, 0.5)]));
}

/** A value that was pointed at, where the parameter's lattice, or the pointer's precision, has one. */
export function pointedValue(parameter: Parameter, value: number): number {
  return placeOn(parameter, createScale(parameter).toUnit(value));
}

function placeOn(parameter: Parameter, place: number): number {
  const scale = createScale(parameter);
  const inside = Math.min(1, Math.max(0, place));
  if (parameter.step !== undefined) return scale.snap(scale.fromUnit(inside));
  const value = scale.fromUnit(Math.round(inside * CLICK_STEPS) / CLICK_STEPS);
  return Number(value.toPrecision(4));
}
