import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { chooseTable } from '#shared/formats/choose-table.ts';
import { decodeText, glimpse, looksLikeText } from '#shared/formats/decode-text.ts';
import { type FileBytes, HEAD_BYTES } from '#shared/formats/format.ts';
import { readFile } from '#shared/formats/registry.ts';
import { draftCampaign } from './draft-campaign.ts';

/** What a new campaign is made of. */
export interface DefinitionOfFile {
  readonly definition: CampaignDefinition;
  /** Parameter → column, where the definition was drafted from limits; null where the file is one. */
  readonly drafted: Readonly<Record<string, string>> | null;
}

/**
 * The definition that a file gives: a campaign.yaml as it stands, limits by {@link draftCampaign}, under the name of the
 * file.
 *
 * @param table which table of limits is meant, where the file has several
 * @throws ContouristError those of `parseCampaignYaml`, `readFile`, `chooseTable` and `draftCampaign`
 */
export async function definitionOfFile(
  file: FileBytes,
  { table }: { readonly table?: string | undefined } = {},
): Promise<DefinitionOfFile> {
  if (isCampaign(file)) {
    return { definition: parseCampaignYaml(decodeText(file.bytes, file.name), file.name), drafted: null };
  }
  const read = await readFile(file);
  const chosen = chooseTable(read, file.name, { table });
  const { definition, columns } = draftCampaign(chosen, nameOf(file.name));
  return { definition, drafted: columns };
}

/** Whether a file is a campaign.yaml, finished or not: by its keys, else by its ending. */
function isCampaign({ name, bytes }: FileBytes): boolean {
  const head = bytes.subarray(0, HEAD_BYTES);
  const text = looksLikeText(head) ? glimpse(head) : '';
  if (/^\s*["']?parameters["']?\s*:/m.test(text) && /["']?(quantities|contour)["']?\s*:/.test(text))
    return true;
  return /\.ya?ml$/i.test(name) && !/^["']?((in)?dependent_variables|data_file)["']?\s*:/m.test(text);
}

/** `scans/limits_v2.csv` → `limits v2`. */
function nameOf(path: string): string {
  const [last = path] = path.split(/[\\/]/).slice(-1);
  return (
    last
      .replace(/\.[A-Za-z0-9]{1,8}$/, '')
      .replace(/[_\s]+/g, ' ')
      .trim() || 'Limits'
  );
}
