import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { FileBytes, Format, FormatContent, FormatContour } from '../format.ts';
import { isTar, isZip, membersOf } from './archive-members.ts';
import { joinMembers, type MemberTable } from './join-members.ts';

/** What goes with results and holds none. */
const BESIDE_RESULTS = /\.(log|out|err|stdout|stderr|py|sh|md|pdf|png|svg|html?|xml|tex)$/i;

/** Files that are named in a warning. */
const NAMED = 3;

/** An archive, or a folder, of one file of limits or of one for each point. */
export const archiveFormat: Format = {
  id: 'archive',
  name: 'zip, tar or folder',
  description:
    'One file of limits, or one for each point: rows get a column `path`, and one for each name=value in it.',
  extensions: ['.zip', '.tar', '.tar.gz', '.tgz'],
  detect(_name, head) {
    if (isZip(head)) return { confidence: 0.9, reason: 'it is a zip archive' };
    if (isTar(head)) return { confidence: 0.95, reason: 'it is a tar archive' };
    return { confidence: 0, reason: 'it is no archive' };
  },
  async read(file, reading) {
    const members = file.members ?? (await membersOf(file, reading.expansion));
    if (members.some(({ name }) => name === 'xl/workbook.xml')) throw workbook(file);
    const candidates = members.filter(({ name, bytes }) => !BESIDE_RESULTS.test(name) && bytes.length > 0);
    const read: { readonly path: string; readonly content: FormatContent }[] = [];
    const failures: { readonly path: string; readonly error: ContouristError }[] = [];
    for (const { name, bytes } of candidates) {
      try {
        const member = { name: `${file.name}/${name}`, bytes };
        read.push({ path: name, content: await reading.readMember(member) });
      } catch (error) {
        if (!(error instanceof ContouristError)) throw error;
        // One member that bursts the bounds is an attack, not a point that failed.
        if (error.code === 'archive.too_large' || error.code === 'archive.unsafe') throw error;
        failures.push({ path: name, error });
      }
    }
    const [only] = read;
    if (only === undefined) throw nothingRead(file, members.length, failures);
    const warnings = [
      ...read.flatMap(({ path, content }) => (content.warnings ?? []).map((text) => `${path}: ${text}`)),
      ...failureWarnings(failures, candidates.length),
    ];
    const tables =
      read.length === 1 && failures.length === 0 && reading.pattern === null
        ? only.content.tables
        : joinMembers(file.name, read.flatMap(tablesOf), reading.pattern);
    return { tables, contours: read.flatMap(contoursOf), warnings };
  },
  describe: ({ members }) => `${members} files`,
};

const tablesOf = ({ path, content }: { path: string; content: FormatContent }): MemberTable[] =>
  content.tables.map((table) => ({ path, table }));

const contoursOf = ({ path, content }: { path: string; content: FormatContent }): FormatContour[] =>
  (content.contours ?? []).map((contour) => ({
    ...contour,
    label: contour.label === '' ? path : `${path}, ${contour.label}`,
  }));

function workbook({ name }: FileBytes): ContouristError {
  return new ContouristError('archive.excel', `${name} is an Excel workbook.`, {
    position: { file: name },
    hint: 'Save the sheet as CSV, and import that.',
  });
}

type Failures = readonly { readonly path: string; readonly error: ContouristError }[];

function nothingRead(
  { name, members: inFolder }: FileBytes,
  members: number,
  failures: Failures,
): ContouristError {
  if (inFolder?.length === 0) {
    return new ContouristError('archive.nothing_read', `${name} is a folder without files.`, {
      position: { file: name },
      hint: 'Name the file, or the folder of the results.',
    });
  }
  const [first] = failures;
  if (failures.length === 1 && first !== undefined) return first.error;
  return new ContouristError(
    'archive.nothing_read',
    `${name} has ${members} files, and none holds limits in a format that is known here.`,
    {
      position: { file: name },
      hint: first === undefined ? 'Is it the right one?' : `${first.path}: ${first.error.message}`,
    },
  );
}

function failureWarnings(failures: Failures, all: number): string[] {
  if (failures.length === 0) return [];
  const named = failures.slice(0, NAMED).map(({ error }) => error.message);
  const more = failures.length > NAMED ? ` And ${failures.length - NAMED} more.` : '';
  return [`${failures.length} of ${all} files are left out. ${named.join(' ')}${more}`];
}
