import { ContouristError } from '#shared/domain/contourist-error.ts';
import { checkmateJsonFormat } from './checkmate/checkmate-json-format.ts';
import { combineJsonFormat } from './combine/combine-json-format.ts';
import { decodeText, glimpse } from './decode-text.ts';
import { delimitedFormat } from './delimited/delimited-format.ts';
import { type Detection, type FileBytes, type Format, type FormatContent, HEAD_BYTES } from './format.ts';
import { hepdataJsonFormat } from './hepdata/hepdata-json-format.ts';
import { hepdataSubmissionFormat } from './hepdata/hepdata-submission-format.ts';
import { hepdataYamlFormat } from './hepdata/hepdata-yaml-format.ts';
import { histfitterJsonFormat } from './histfitter/histfitter-json-format.ts';
import { histfitterListFormat } from './histfitter/histfitter-list-format.ts';
import { pyhfFormat } from './pyhf/pyhf-format.ts';
import { recordsFormat } from './records/records-format.ts';
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
  combineJsonFormat,
  histfitterJsonFormat,
  histfitterListFormat,
  smodelsFormat,
  checkmateJsonFormat,
  susyXsecFormat,
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
 * Reads a file by the format that its beginning speaks for most.
 *
 * @param forced the id of a format, where somebody knows better
 * @param formats those in question
 * @throws ContouristError `table.empty`; `format.unknown`, `file.encoding` where no format knows the file; those of the
 *   formats
 */
export async function readFile(
  file: FileBytes,
  forced: string | null = null,
  formats: readonly Format[] = FORMATS,
): Promise<ReadFile> {
  const head = file.bytes.subarray(0, HEAD_BYTES);
  if (glimpse(head).trim() === '') {
    throw new ContouristError('table.empty', `${file.name} is empty.`, {
      position: { file: file.name },
      hint: 'Did the job that writes it finish?',
    });
  }
  if (forced !== null) {
    const format = formatOf(forced, formats);
    return { ...(await readAs(format, file)), format, detection: null };
  }
  const { format, detection } = recognise(file, head, formats);
  return { ...(await readAs(format, file)), format, detection };
}

/** What the format makes of the file, numbers in other notations read as numbers. */
async function readAs(format: Format, file: FileBytes): Promise<FormatContent> {
  const content = await format.read(file);
  return { ...content, tables: readWrittenNumbers(content.tables) };
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
