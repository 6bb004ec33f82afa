import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readTextFile, type TextFile } from '#main/files/read-text-file.ts';
import type { ScanData } from '#main/fitting/replay/scan.ts';
import type { TableFile } from '#main/services/imports/table-file.ts';
import { type MappedFile, readScan } from '#main/services/replays/read-scan.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { readDelimitedTable } from '#shared/formats/delimited/read-delimited.ts';
import { parseMapping } from '#shared/limit-files/parse-mapping.ts';
import { createRandom } from '#shared/numerics/random.ts';

/** Published scans lie beside the repository; they are not part of it. */
const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const REPLAYS = fileURLToPath(new URL('./replays/', import.meta.url));

/** Names of the files behind a scan: a folder of the data, and what stands beside rows.ts. */
export interface ScanFiles {
  readonly data: string;
  readonly campaign: string;
  readonly mapping: string;
  /** Mapping of the cheap task, out of the same table. */
  readonly lowMapping?: string;
  /** How many of the table's rows are read, a seeded choice; all by default. */
  readonly thinnedTo?: number;
}

/** The scan; null where the published data are not on this machine. */
export function loadScan({ data, campaign, mapping, lowMapping, thinnedTo }: ScanFiles): ScanData | null {
  const points = `${DATA}${data}/points.csv`;
  if (!existsSync(points)) return null;
  const yaml = readTextFile(`${REPLAYS}${campaign}.campaign.yaml`);
  const mapped = (name: string): MappedFile => ({
    file: tableOf(thinned(readTextFile(points), thinnedTo)),
    mapping: { mapping: mappingNamed(`${name}.mapping.yaml`), theory: null },
  });
  const definition = parseCampaignYaml(yaml.text, yaml.path);
  return readScan(definition, mapped(mapping), lowMapping === undefined ? null : mapped(lowMapping)).scan;
}

const mappingNamed = (name: string) => parseMapping(readTextFile(`${REPLAYS}${name}`).text, name);

function tableOf({ path, sha256, text }: TextFile): TableFile {
  return { path, sha256, table: readDelimitedTable(text, path), detection: null, warnings: [] };
}

/** Seed of the choice of rows. */
const THINNING_SEED = 1;

/** A table with some of its rows, comments and header kept. */
function thinned(file: TextFile, count: number | undefined): TextFile {
  if (count === undefined) return file;
  const lines = file.text.trimEnd().split('\n');
  const header = lines.findIndex((line) => !line.startsWith('#'));
  const rows = lines.slice(header + 1);
  createRandom(THINNING_SEED).shuffle(rows);
  return { ...file, text: [...lines.slice(0, header + 1), ...rows.slice(0, count)].join('\n') };
}
