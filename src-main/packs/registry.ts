import { csvPack } from './csv/csv-pack.ts';
import { jsonPack } from './json/json-pack.ts';
import type { Pack } from './pack.ts';

/** Every pack, in the order in which they are offered. */
export const PACKS: readonly Pack[] = [csvPack, jsonPack];
