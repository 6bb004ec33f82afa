import { z } from 'zod';
import { fitSettingsSchema } from '../domain/fit-settings.ts';
import { quantitySchema } from '../domain/quantity.ts';
import { defineMethods } from './define-methods.ts';
import { jobStartedSchema } from './job-methods.ts';

export const fitMethods = defineMethods({
  /** Fits and judges the iteration; the job's result is a `FitResult`. Without settings those of the last fit. */
  'fit.start': {
    input: z.object({
      campaignId: z.string(),
      /** By default all of the campaign that have at least two limits. */
      quantities: z.array(quantitySchema).min(1).exactOptional(),
      settings: fitSettingsSchema.exactOptional(),
    }),
    output: jobStartedSchema,
  },
});
