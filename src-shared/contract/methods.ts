import type { z } from 'zod';
import { batchesMethods } from './batches/batches-methods.ts';
import { campaignsMethods } from './campaigns/campaigns-methods.ts';
import { mergeMethods } from './define-methods.ts';
import { importsMethods } from './imports/imports-methods.ts';
import { iterationsMethods } from './iterations/iterations-methods.ts';
import { journalMethods } from './journal/journal-methods.ts';
import { pointsMethods } from './points/points-methods.ts';
import { programMethods } from './program/program-methods.ts';
import { slicesMethods } from './slices/slices-methods.ts';
import { spaceMethods } from './space/space-methods.ts';
import { surrogatesMethods } from './surrogates/surrogates-methods.ts';

/** Everything that the core can be asked, over every transport. */
export const methods = mergeMethods(
  campaignsMethods,
  spaceMethods,
  importsMethods,
  pointsMethods,
  surrogatesMethods,
  iterationsMethods,
  batchesMethods,
  slicesMethods,
  journalMethods,
  programMethods,
);

export type Methods = typeof methods;
export type MethodName = keyof Methods & string;

/** What a caller passes: defaults may be left out. */
export type InputOf<Name extends MethodName> = z.input<Methods[Name]['input']>;
export type OutputOf<Name extends MethodName> = z.output<Methods[Name]['output']>;
