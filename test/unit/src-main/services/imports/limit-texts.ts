import { createHash } from 'node:crypto';
import type { LoadedMapping } from '#main/services/imports/read-limit-file.ts';
import type { TableFile } from '#main/services/imports/table-file.ts';
import { parseMapping } from '#shared/limit-files/parse-mapping.ts';
import { readTable } from '../../../src-shared/formats/table-of-text.ts';

/** A text as a file of which the table is read. */
export function textFile(text: string, path = 'limits.csv'): TableFile {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { path, sha256, table: readTable(text, path), detection: null, warnings: [] };
}

/** A mapping as if it were a file, with the theory table that it names. */
export function mappingFile(text: string, theory?: { name: string; text: string }): LoadedMapping {
  return {
    mapping: parseMapping(text, 'mapping.yaml'),
    theory: theory === undefined ? null : textFile(theory.text, theory.name),
  };
}
