// A campaign's definition while somebody types: numbers are text, and anything may be wrong or missing.
import type { CampaignDefinition, Parameter } from '#shared/domain/campaign-definition.ts';
import type { StopMetric } from '#shared/domain/metric.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

export interface ParameterDraft {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly lower: string;
  readonly upper: string;
  readonly scale: Parameter['scale'];
  readonly step: string;
}

export interface StopDraft {
  /** Empty for no rule. */
  readonly metric: StopMetric | '';
  /** A quantity or a parameter; empty for the mean over the contours. */
  readonly of: string;
  readonly below: string;
  readonly for: string;
}

/** The fields of the form. Lists of text are lists of objects, as react-hook-form wants them. */
export interface DefinitionDraft {
  readonly name: string;
  readonly parameters: readonly ParameterDraft[];
  readonly fixed: readonly { readonly name: string; readonly value: string }[];
  readonly constraints: readonly { readonly text: string }[];
  /** None: the parameters themselves. */
  readonly coordinates: readonly { readonly text: string }[];
  readonly quantities: readonly Quantity[];
  readonly contour: readonly Quantity[];
  readonly stop: StopDraft;
}

export const NEW_PARAMETER: ParameterDraft = {
  name: '',
  label: '',
  unit: '',
  lower: '',
  upper: '',
  scale: 'linear',
  step: '',
};

const NO_STOP_RULE: StopDraft = { metric: '', of: '', below: '', for: '1' };

/** A new campaign: two parameters to fill in, the limits that most searches publish. */
export const NEW_DEFINITION: DefinitionDraft = {
  name: '',
  parameters: [NEW_PARAMETER, NEW_PARAMETER],
  fixed: [],
  constraints: [],
  coordinates: [],
  quantities: ['exp', 'exp_p1', 'exp_m1', 'obs'],
  contour: ['exp'],
  stop: NO_STOP_RULE,
};

/** A definition as the form shows it. */
export function draftOf(definition: CampaignDefinition): DefinitionDraft {
  const { name, parameters, fixed, constraints, coordinates, quantities, contour, stop } = definition;
  return {
    name,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      label: parameter.label ?? '',
      unit: parameter.unit ?? '',
      lower: String(parameter.lower),
      upper: String(parameter.upper),
      scale: parameter.scale,
      step: parameter.step === undefined ? '' : String(parameter.step),
    })),
    fixed: Object.entries(fixed).map(([key, value]) => ({ name: key, value: String(value) })),
    constraints: constraints.map((text) => ({ text })),
    coordinates: (coordinates ?? []).map((text) => ({ text })),
    quantities,
    contour,
    stop: stop
      ? {
          metric: stop.metric,
          of: stop.of ?? '',
          below: String(stop.below),
          for: String(stop.for),
        }
      : NO_STOP_RULE,
  };
}
