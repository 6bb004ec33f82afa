import { mkdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { freePath } from '#main/files/free-path.ts';
import type { InputFile } from '#main/files/input-file.ts';
import type { TextFile } from '#main/files/read-text-file.ts';
import { authorNamed } from '#main/store/author.ts';
import { createCampaign } from '#main/store/database.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { createSpace } from '#shared/domain/space.ts';
import { type DefinitionOfFile, definitionOfFile } from '#shared/limit-files/definition-of-file.ts';
import { campaignFolder } from '../program/settings.ts';

/**
 * Makes a campaign file out of a campaign.yaml, or as limits suggest it. A file that is there already stays as it is.
 *
 * @param table which table of limits is meant, where the file has several
 * @throws ContouristError those of `definitionOfFile`, `createSpace` and `createCampaign`
 */
export async function newCampaignFrom(
  path: string,
  { path: name, bytes }: InputFile,
  table?: string,
): Promise<DefinitionOfFile> {
  const made = await definitionOfFile({ name, bytes }, { table });
  create(path, made.definition);
  return made;
}

/**
 * Makes a campaign file out of `campaign.yaml`. A file that is there already stays as it is.
 *
 * @param user who makes it, for the journal; by default the person logged in
 * @throws ContouristError those of `parseCampaignYaml`, `createSpace` and `createCampaign`
 */
export function newCampaign(path: string, campaignYaml: TextFile, user?: string): CampaignDefinition {
  const definition = parseCampaignYaml(campaignYaml.text, campaignYaml.path);
  create(path, definition, user);
  return definition;
}

/**
 * Makes a campaign file, with the ending .contourist. The user's own folder for campaigns is made where it is missing;
 * any other must be there, because a mistyped one would be made too.
 *
 * @param givenPath a name alone goes to the user's folder for campaigns: what folder the core works in is chance
 * @returns its path
 * @throws ContouristError those of `createSpace` and `createCampaign`
 */
export function createCampaignFile(givenPath: string, definition: CampaignDefinition): string {
  const folder = campaignFolder();
  const name = extname(givenPath) === '.contourist' ? givenPath : `${givenPath}.contourist`;
  const path = basename(name) === name ? join(folder, name) : name;
  if (dirname(path) === folder) mkdirSync(folder, { recursive: true });
  create(path, definition);
  return path;
}

/** A file for a campaign of that name that does not exist yet: `dark-higgs-bb-met.contourist`. */
export function suggestCampaignPath(name: string): string {
  return freePath(campaignFolder(), fileNameOf(name), '.contourist').free;
}

function create(path: string, definition: CampaignDefinition, user?: string): void {
  // Coordinates that are the same everywhere show only over the whole space.
  createSpace(definition);
  createCampaign(path, definition, { author: authorNamed(user) }).close();
}

/** Letters and digits of a name in lower case; TeX loses its backslashes and braces. */
function fileNameOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words?.join('-').slice(0, 60) ?? 'campaign';
}
