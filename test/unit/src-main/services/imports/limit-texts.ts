import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTextFile, type TextFile } from '#main/files/read-text-file.ts';
import { type LoadedMapping, loadMapping } from '#main/services/imports/read-limit-file.ts';
import { scratchFolder } from '../../store/campaign-files.ts';

/** A text as a file that goes away with the test. */
export function textFile(text: string, name = 'limits.csv'): TextFile {
  const path = join(scratchFolder(), name);
  writeFileSync(path, text);
  return readTextFile(path);
}

/** A mapping as a file, with the theory table that it names beside it. */
export function mappingFile(text: string, theory?: { name: string; text: string }): LoadedMapping {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'mapping.yaml'), text);
  if (theory !== undefined) writeFileSync(join(folder, theory.name), theory.text);
  return loadMapping(join(folder, 'mapping.yaml'));
}
