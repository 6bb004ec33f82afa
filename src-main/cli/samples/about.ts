import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { readTextFile } from '#main/files/read-text-file.ts';

/** Where the samples' sources and the built files lie. */
export const SAMPLES_FOLDER = fileURLToPath(new URL('../../../resources/samples/', import.meta.url));

const aboutSchema = z.strictObject({
  /** What is in it, for the tile: `observed only`. */
  summary: z.string(),
  /** The publication in short: `ATLAS-EXOT-2016-32`. */
  reference: z.string(),
  /** The same in full. */
  citation: z.string(),
  url: z.url().exactOptional(),
  licence: z.string(),
});

export type About = z.infer<typeof aboutSchema>;

/** The order on the screen; the first one is what the program starts with. */
const ORDER = ['dark-higgs', 'electroweakinos-wh', 'mono-photon', 'disappearing-tracks'];

/** The folders of all samples in their order. */
export function sampleIds(): string[] {
  const found = readdirSync(SAMPLES_FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return found.map(({ name }) => name).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

/** What is said about a sample. */
export function readAbout(id: string): About {
  return aboutSchema.parse(parse(readTextFile(join(SAMPLES_FOLDER, id, 'about.yaml')).text));
}
