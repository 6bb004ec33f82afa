import { type FittedModel, fittedModelSchema } from '#main/fitting/fitted-model.ts';
import type { Fit } from '#main/store/fits-repository.ts';
import { type FitSettings, fitSettingsSchema } from '#shared/domain/fit-settings.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** A quantity's fit, as it was asked for and as it came out. */
export interface QuantityFit {
  readonly quantity: Quantity;
  readonly settings: FitSettings;
  readonly model: FittedModel;
}

/** A fit as the store keeps it. */
export function quantityFit({ quantity, settings, result }: Fit): QuantityFit {
  return {
    quantity,
    settings: fitSettingsSchema.parse(settings),
    model: fittedModelSchema.parse(result),
  };
}
