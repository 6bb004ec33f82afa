import type { z } from 'zod';
import { batchMethods } from './batch-methods.ts';
import { campaignMethods } from './campaign-methods.ts';
import { coreMethods } from './core-methods.ts';
import { mergeMethods } from './define-methods.ts';
import { filesMethods } from './files-methods.ts';
import { fitMethods } from './fit-methods.ts';
import { importMethods } from './import-methods.ts';
import { jobMethods } from './job-methods.ts';
import { journalMethods } from './journal-methods.ts';
import { modelMethods } from './model-methods.ts';
import { newCampaignMethods } from './new-campaign-methods.ts';
import { pointsMethods } from './points-methods.ts';
import { progressMethods } from './progress-methods.ts';
import { quarantineMethods } from './quarantine-methods.ts';
import { recentsMethods } from './recents-methods.ts';
import { samplesMethods } from './samples-methods.ts';
import { settingsMethods } from './settings-methods.ts';
import { sliceMethods } from './slice-methods.ts';
import { spaceMethods } from './space-methods.ts';
import { viewMethods } from './view-methods.ts';

/** Everything that the core can be asked, over every transport. */
export const methods = mergeMethods(
  coreMethods,
  campaignMethods,
  jobMethods,
  filesMethods,
  fitMethods,
  journalMethods,
  modelMethods,
  batchMethods,
  pointsMethods,
  importMethods,
  quarantineMethods,
  progressMethods,
  settingsMethods,
  sliceMethods,
  recentsMethods,
  samplesMethods,
  newCampaignMethods,
  spaceMethods,
  viewMethods,
);

export type Methods = typeof methods;
export type MethodName = keyof Methods & string;

/** What a caller passes: defaults may be left out. */
export type InputOf<Name extends MethodName> = z.input<Methods[Name]['input']>;
export type OutputOf<Name extends MethodName> = z.output<Methods[Name]['output']>;
