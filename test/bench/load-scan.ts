import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readTextFile } from '#main/files/read-text-file.ts';
import type { ScanData } from '#main/fitting/replay/scan.ts';
import { loadMapping } from '#main/services/read-limit-file.ts';
import { type MappedFile, readScan } from '#main/services/read-scan.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';

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
}

/** The scan; null where the published data are not on this machine. */
export function loadScan({ data, campaign, mapping, lowMapping }: ScanFiles): ScanData | null {
  const points = `${DATA}${data}/points.csv`;
  if (!existsSync(points)) return null;
  const yaml = readTextFile(`${REPLAYS}${campaign}.campaign.yaml`);
  const mapped = (name: string): MappedFile => ({
    file: readTextFile(points),
    mapping: loadMapping(`${REPLAYS}${name}.mapping.yaml`),
  });
  const definition = parseCampaignYaml(yaml.text, yaml.path);
  return readScan(definition, mapped(mapping), lowMapping === undefined ? null : mapped(lowMapping)).scan;
}
