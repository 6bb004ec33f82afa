// Published contours, to lie over one's own: CSV, JSON, and HEPData's YAML and JSON tables.
import { parseBoundedYaml } from '#shared/domain/bounded-yaml.ts';
import { ContouristError } from '../domain/contourist-error.ts';
import { decodeText } from '../formats/decode-text.ts';
import type { FileBytes } from '../formats/format.ts';
import { readFile } from '../formats/registry.ts';
import type { ContourAxes, FileContour } from './file-contour.ts';
import { linesOfTable } from './lines-of-table.ts';
import { linesOfValue } from './lines-of-value.ts';

/**
 * Reads the contours of a file. A table has a column for x and one for y, by the parameters' names or else the first two
 * with numbers; other columns (`contour`, `segment`) tell lines apart, as do empty rows. JSON is a list of polylines, lists
 * by name, or records. HEPData tables have x and y as independent variables, or y as the dependent one.
 *
 * @throws ContouristError `contour_file.…`, with the file's name
 */
export async function readContourFile(file: FileBytes, axes: ContourAxes): Promise<FileContour[]> {
  const fileName = file.name;
  const contours = await contoursOf(file, axes);
  const found = contours.flatMap(({ label, lines }): FileContour[] => {
    const drawn = lines.filter((line) => line.length > 1);
    return drawn.length === 0 ? [] : [{ label, lines: drawn }];
  });
  if (found.length > 0) return found;
  throw new ContouristError('contour_file.empty', `${fileName} has no contour that can be drawn.`, {
    position: { file: fileName },
    hint: `It needs two columns of numbers, best named ${axes.x} and ${axes.y}, and two points or more to a line.`,
  });
}

async function contoursOf(file: FileBytes, axes: ContourAxes): Promise<FileContour[]> {
  const isYaml = /\.ya?ml$/i.test(file.name);
  // Lists of points are no table: of JSON and YAML the values are looked at.
  if (isYaml || /\.json$/i.test(file.name)) {
    return linesOfValue(parseValue(decodeText(file.bytes, file.name), file.name, isYaml), axes);
  }
  const { contours = [], tables } = await readFile(file);
  const drawn = contours.map(({ label, lines }) => ({ label, lines }));
  return [...drawn, ...tables.flatMap((table) => linesOfTable(table, axes))];
}

/** Characters of a YAML file; contours of HEPData have some hundred thousand. */
const MOST_CHARACTERS = 5_000_000;

function valueOfYaml(text: string, fileName: string): unknown {
  const { document, toJS } = parseBoundedYaml(text, fileName, { mostCharacters: MOST_CHARACTERS });
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) throw syntaxError;
  return toJS();
}

function parseValue(text: string, fileName: string, isYaml: boolean): unknown {
  try {
    return isYaml ? valueOfYaml(text, fileName) : JSON.parse(text);
  } catch (error) {
    if (error instanceof ContouristError) throw error;
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new ContouristError('contour_file.syntax', `${fileName} cannot be read: ${reason}`, {
      position: { file: fileName },
      hint: `It is not valid ${isYaml ? 'YAML' : 'JSON'}.`,
    });
  }
}
