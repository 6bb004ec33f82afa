import { parseBoundedYaml } from '#shared/domain/bounded-yaml.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** Characters of a YAML file: HEPData takes none above 10 MB. */
const MOST_CHARACTERS = 20_000_000;

/**
 * The content of a YAML document.
 *
 * @param firstLine the line on which it begins in its file
 * @throws ContouristError `yaml.syntax` with line and column, and those of `parseBoundedYaml`
 */
export function parseYaml(text: string, fileName: string, firstLine = 1): unknown {
  const { document, positionAt, toJS } = parseBoundedYaml(text, fileName, {
    mostCharacters: MOST_CHARACTERS,
  });
  const [error] = document.errors;
  if (error === undefined) return toJS();
  const { line, column = 1 } = positionAt(error.pos[0]);
  throw new ContouristError('yaml.syntax', `${fileName} is not valid YAML: ${error.message.split('\n')[0]}`, {
    position: { file: fileName, line: Number(line) + firstLine - 1, column },
    hint: 'Correct the line, or export the table again.',
  });
}
