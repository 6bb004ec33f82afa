import { z } from 'zod';
import { engineChoiceSchema } from '../domain/fit-settings.ts';
import { defineMethods } from './define-methods.ts';

const choices = {
  theme: z.enum(['system', 'light', 'dark']),
  /** The colours of fields and series; the other sets stay apart under the common colour-vision deficiencies. */
  palette: z.enum(['standard', 'red-green-safe', 'blue-yellow-safe']),
  /** What fits run on unless they name an engine themselves. */
  engine: engineChoiceSchema,
  /** Threads of the native engines; null for one a core. */
  threads: z.int().min(1).max(1024).nullable(),
  /** The decimal sign, and whether thousands are set apart. */
  numberFormat: z.object({ decimal: z.enum(['point', 'comma']), groupsThousands: z.boolean() }),
  /** In which unit masses and energies are shown on screens; campaigns and files keep their own. */
  energyUnit: z.enum(['campaign', 'GeV', 'TeV']),
  /** Where new campaigns and copies of samples go; null for the program's own folder. */
  campaignFolder: z.string().min(1).nullable(),
  /** Where exported batches, tables and figures go; null for beside the campaign. */
  exportFolder: z.string().min(1).nullable(),
  /** Whether the tour was taken or declined. */
  tourSeen: z.boolean(),
};

/** What the user has chosen for all campaigns. A choice that is missing or no longer known falls back by itself. */
export const settingsSchema = z.object({
  theme: choices.theme.default('system').catch('system'),
  palette: choices.palette.default('standard').catch('standard'),
  engine: choices.engine.default('auto').catch('auto'),
  threads: choices.threads.default(null).catch(null),
  numberFormat: choices.numberFormat
    .default({ decimal: 'point', groupsThousands: true })
    .catch({ decimal: 'point', groupsThousands: true }),
  energyUnit: choices.energyUnit.default('campaign').catch('campaign'),
  campaignFolder: choices.campaignFolder.default(null).catch(null),
  exportFolder: choices.exportFolder.default(null).catch(null),
  tourSeen: choices.tourSeen.default(false).catch(false),
});

export type Settings = z.infer<typeof settingsSchema>;

export const settingsMethods = defineMethods({
  'settings.read': { input: z.object({}), output: settingsSchema },
  /** Changes some choices; the others stay. Every window is told by `settings.changed`. */
  'settings.write': { input: z.strictObject(choices).partial(), output: settingsSchema },
});
