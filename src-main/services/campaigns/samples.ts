import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { freePath } from '#main/files/free-path.ts';
import { readTextFile } from '#main/files/read-text-file.ts';
import { openCampaignReadOnly } from '#main/store/database.ts';
import { type Sample, sampleSchema } from '#shared/contract/campaigns/campaigns-methods.ts';
import { type Thumbnail, thumbnailSchema } from '#shared/contract/slices/slices-methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { campaignFolder } from '../program/settings.ts';
import { summariseCampaign } from './summarise-campaign.ts';

/** The sample that the program starts with. */
export const FIRST_SAMPLE = 'dark-higgs';

/** The samples that come with the program, each with its shipped file. */
export function listSamples(): (Sample & { readonly path: string })[] {
  const folder = samplesFolder();
  const index = z.array(sampleSchema).parse(JSON.parse(readTextFile(join(folder, 'index.json')).text));
  return index.map((sample) => ({ ...sample, path: join(folder, `${sample.id}.contourist`) }));
}

/** The picture that was made with a sample. @throws ContouristError `sample.unknown` */
export function readSampleThumbnail(id: string): Thumbnail | null {
  const path = findSample(id).path.replace(/\.contourist$/, '.thumbnail.json');
  return thumbnailSchema.nullable().parse(JSON.parse(readTextFile(path).text));
}

/**
 * Copies a sample to where campaigns go, under a name that is free there: the shipped one stays as it is.
 *
 * @param options.reuse takes the copy made last where there still is one
 * @returns the copy's path
 * @throws ContouristError `sample.unknown`, `file.not_writable`
 */
export function copySample(id: string, { reuse = false } = {}): string {
  const sample = findSample(id);
  const folder = campaignFolder();
  const { free, last } = freePath(folder, id, '.contourist');
  if (reuse && last !== undefined) return last;
  const part = `${free}.part`;
  try {
    mkdirSync(folder, { recursive: true });
    copyFileSync(sample.path, part);
    renameSync(part, free);
  } catch (cause) {
    rmSync(part, { force: true });
    throw new ContouristError('file.not_writable', `The sample cannot be copied to ${folder}.`, {
      hint: 'Choose another folder for campaigns in the settings.',
      cause,
    });
  }
  return free;
}

function findSample(id: string): ReturnType<typeof listSamples>[number] {
  const sample = listSamples().find((candidate) => candidate.id === id);
  if (sample) return sample;
  throw new ContouristError('sample.unknown', `There is no sample ${id}.`, { blame: 'usage' });
}

/** What is said about a sample, with what its built file holds. */
export function describeSample(
  path: string,
  about: Omit<Sample, 'name' | 'parameters' | 'points' | 'iteration'>,
): Sample {
  const campaign = openCampaignReadOnly(path);
  try {
    const { definition, counts, iteration, name } = summariseCampaign(campaign);
    const parameters = definition.parameters.map(({ name, label, scale }) => ({
      name,
      scale,
      ...(label !== undefined && { label }),
    }));
    return { ...about, name, parameters, points: counts.fitted + counts.outside, iteration };
  } finally {
    campaign.close();
  }
}

/** `resources/samples` of the program, whether it runs from its sources or from its build. */
function samplesFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const samples = join(folder, 'resources', 'samples');
    if (existsSync(join(samples, 'index.json'))) return samples;
    if (folder === dirname(folder)) {
      throw new ContouristError('sample.missing', 'The samples are missing from this installation.', {
        blame: 'internal',
        hint: 'Install the program again.',
      });
    }
  }
}
