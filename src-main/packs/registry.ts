import { csvPack } from './csv/csv-pack.ts';
import { htcondorPack } from './htcondor/htcondor-pack.ts';
import { jsonPack } from './json/json-pack.ts';
import { localPack } from './local/local-pack.ts';
import type { Pack } from './pack.ts';
import { pandaPack } from './panda/panda-pack.ts';
import { reanaPack } from './reana/reana-pack.ts';
import { requestPack } from './request/request-pack.ts';
import { slurmPack } from './slurm/slurm-pack.ts';

/** Every pack, in the order in which they are offered. */
export const PACKS: readonly Pack[] = [
  csvPack,
  jsonPack,
  localPack,
  htcondorPack,
  slurmPack,
  reanaPack,
  pandaPack,
  requestPack,
];
