import { ContouristError } from '#shared/domain/contourist-error.ts';
import { checkmateJsonFormat } from './checkmate/checkmate-json-format.ts';
import { combineJsonFormat } from './combine/combine-json-format.ts';
import { archiveFormat } from './containers/archive-format.ts';
import { Expansion } from './containers/expansion.ts';
import { gunzip, isGzip } from './containers/gunzip.ts';
import { parsePathPattern } from './containers/path-values.ts';
import { decodeText, glimpse } from './decode-text.ts';
import { delimitedFormat } from './delimited/delimited-format.ts';
import {
  type Detection,
  type FileBytes,
  type Format,
  type FormatContent,
  HEAD_BYTES,
  type Reading,
} from './format.ts';
import { hepdataJsonFormat } from './hepdata/hepdata-json-format.ts';
import { hepdataSubmissionFormat } from './hepdata/hepdata-submission-format.ts';
import { hepdataYamlFormat } from './hepdata/hepdata-yaml-format.ts';
import { histfitterJsonFormat } from './histfitter/histfitter-json-format.ts';
import { histfitterListFormat } from './histfitter/histfitter-list-format.ts';
import { pyhfFormat } from './pyhf/pyhf-format.ts';
import { recastFormat } from './recast/recast-format.ts';
import { recordsFormat } from './records/records-format.ts';
import { rootFormat } from './root/root-format.ts';
import { smodelsFormat } from './smodels/smodels-format.ts';
import { susyXsecFormat } from './susy-xsec/susy-xsec-format.ts';
import { readWrittenNumbers } from './written-numbers.ts';

/** Every format that can be read. Of two that are equally sure the first is taken. */
export const FORMATS: readonly Format[] = [
  delimitedFormat,
  recordsFormat,
  hepdataYamlFormat,
  hepdataJsonFormat,
  hepdataSubmissionFormat,
  pyhfFormat,
  recastFormat,
  combineJsonFormat,
  histfitterJsonFormat,
  histfitterListFormat,
  smodelsFormat,
  checkmateJsonFormat,
  susyXsecFormat,
  archiveFormat,
  rootFormat,
];

/** A file with what is in it. */
export interface ReadFile extends FormatContent {
  readonly format: Format;
  /** Why it was taken for that; null where somebody said so. */
  readonly detection: Detection | null;
}

/**
 * The format with this id.
 *
 * @throws ContouristError `format.unknown`
 */
export function formatOf(id: string, formats: readonly Format[] = FORMATS): Format {
  const format = formats.find((candidate) => candidate.id === id);
  if (format !== undefined) return format;
  throw new ContouristError('format.unknown', `There is no format \`${id}\`.`, {
    blame: 'usage',
    hint: `Known are ${formats.map(({ id }) => id).join(', ')}.`,
  });
}

/**
 * Reads a file by the format that its beginning speaks for most. A file in gzip is read as what it holds, a folder as an
 * archive is.
 *
 * @param forced the id of a format, where somebody knows better: of the files in an archive, then
 * @param formats those in question
 * @param pathPattern where parameters stand in the paths of an archive's files: `hypo_{m0}_{m12}`
 * @throws ContouristError `table.empty`; `format.unknown`, `file.encoding` where no format knows the file; `archive.…`;
 *   those of the formats
 */
export async function readFile(
  file: FileBytes,
  forced: string | null = null,
  formats: readonly Format[] = FORMATS,
  pathPattern: string | null = null,
): Promise<ReadFile> {
  const pattern = pathPattern === null ? null : parsePathPattern(pathPattern);
  const read = await readPacked(file, forced, formats, { expansion: new Expansion(file.name), pattern });
  return { ...read, tables: readWrittenNumbers(read.tables) };
}

async function readPacked(
  given: FileBytes,
  forced: string | null,
  formats: readonly Format[],
  { expansion, pattern }: Pick<Reading, 'expansion' | 'pattern'>,
): Promise<ReadFile> {
  const file = isGzip(given.bytes) ? await gunzip(given, expansion) : given;
  const packing = file === given ? '' : 'unpacked from gzip, ';
  const reading: Reading = {
    expansion,
    pattern,
    readMember: (member) =>
      readPacked(
        member,
        forced === archiveFormat.id ? null : forced,
        formats.filter((format) => format !== archiveFormat),
        { expansion, pattern },
      ),
  };
  if (file.members !== undefined) {
    const detection = { confidence: 1, reason: 'it is a folder' };
    return { ...(await archiveFormat.read(file, reading)), format: archiveFormat, detection };
  }
  const head = file.bytes.subarray(0, HEAD_BYTES);
  if (glimpse(head).trim() === '') {
    throw new ContouristError('table.empty', `${file.name} is empty.`, {
      position: { file: file.name },
      hint: 'Did the job that writes it finish?',
    });
  }
  if (forced !== null) {
    const wanted = formatOf(forced, FORMATS);
    const isOfFormat = wanted.detect(file.name, head).confidence > 0;
    const isPacked = formats.includes(archiveFormat) && archiveFormat.detect(file.name, head).confidence > 0;
    // Other formats are zip archives, too. What is an archive and not of the format holds files that are.
    const format = isPacked && !isOfFormat ? archiveFormat : wanted;
    return { ...(await format.read(file, reading)), format, detection: null };
  }
  const { format, detection } = recognise(file, head, formats);
  const reason = `${packing}${detection.reason}`;
  return { ...(await format.read(file, reading)), format, detection: { ...detection, reason } };
}

function recognise(
  file: FileBytes,
  head: Uint8Array,
  formats: readonly Format[],
): { format: Format; detection: Detection } {
  const [best] = formats
    .map((format) => ({ format, detection: format.detect(file.name, head) }))
    .filter(({ detection }) => detection.confidence > 0)
    .sort((a, b) => b.detection.confidence - a.detection.confidence);
  if (best !== undefined) return best;
  // Whatever is wrong with the encoding says more than that no format is known.
  decodeText(file.bytes, file.name);
  throw new ContouristError('format.unknown', `${file.name} is in no format that is known here.`, {
    position: { file: file.name },
    hint: `Read are ${formats.map(({ name }) => name).join(', ')}.`,
  });
}
