import { ContouristError } from '#shared/domain/contourist-error.ts';
import { nearestName } from '#shared/domain/nearest-name.ts';

/** `{name}`, or the shell's own `${name}`; `{{` and `}}` stand for braces. */
const PLACEHOLDER = /\{\{|\}\}|(\$?)\{([^{}\n]*)\}/g;

/** What looks like a name and is therefore not left to the shell, where braces mean lists: `{1..3}`, `{a,b}`. */
const NAME_LIKE = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/**
 * A command with the values of a point in place of its placeholders. Values are numbers and ids, which every shell takes
 * as they are, quoted or not; texts of the campaign are no placeholders.
 *
 * @param values ids, and numbers in the fewest digits that read back to the same float64, by name
 * @throws ContouristError `pack.unknown_placeholder` for a name in braces that is none of the values;
 *   `pack.shell_variable` for one of them with a dollar sign, which would silently be empty
 * @example renderCommand('fit --m={m_zp} > {id}.log', new Map([['id', 'b3-017'], ['m_zp', '1250']]))
 *   // 'fit --m=1250 > b3-017.log'
 */
export function renderCommand(command: string, values: ReadonlyMap<string, string>): string {
  return command.replaceAll(PLACEHOLDER, (whole, dollar: string | undefined, name: string | undefined) => {
    if (whole === '{{') return '{';
    if (whole === '}}') return '}';
    const value = values.get(name ?? '');
    if (dollar === '$') {
      if (value === undefined) return whole;
      throw new ContouristError(
        'pack.shell_variable',
        `The command asks the shell for ${whole}, which is not set there.`,
        {
          blame: 'usage',
          hint: `Write {${name}} without the dollar sign.`,
        },
      );
    }
    if (value !== undefined) return value;
    if (name === undefined || !NAME_LIKE.test(name)) return whole;
    const names = [...values.keys()];
    const nearest = nearestName(name, names);
    throw new ContouristError(
      'pack.unknown_placeholder',
      `The command asks for {${name}}, which no point has.`,
      {
        blame: 'usage',
        hint: `${nearest === undefined ? '' : `Did you mean {${nearest}}? `}There are ${names
          .map((known) => `{${known}}`)
          .join(', ')}. For braces write {{${name}}}.`,
      },
    );
  });
}
