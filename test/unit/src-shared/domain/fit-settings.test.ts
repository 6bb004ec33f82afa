import { expect, it } from 'vitest';
import { fitSettings, fitSettingsSchema } from '#shared/domain/fit-settings.ts';

it('settings of a file from before hyperparameters could be shared say that each quantity has its own', () => {
  const { hyperparameters: _, ...earlier } = fitSettings({ preset: 'paper' });
  expect(fitSettingsSchema.parse(earlier)).toEqual(fitSettings({ preset: 'paper' }));
});
