import type { Artefact } from './artefact.ts';

/** Every artefact, in the order in which they are offered. */
export const ARTEFACTS: readonly Artefact[] = [];
