import type { Fit } from '#main/store/fits-repository.ts';
import type { StoredFit } from '#main/surrogates/surrogate.ts';
import { fitSettingsSchema } from '#shared/domain/fit-settings.ts';

/** A fit as the store keeps it, its settings checked; the model is its surrogate's to read. */
export function storedFit({ quantity, settings, model }: Fit): StoredFit {
  return { quantity, settings: fitSettingsSchema.parse(settings), model };
}
