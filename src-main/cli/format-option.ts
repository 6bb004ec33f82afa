import { type Command, Option } from 'commander';
import { FORMATS } from '#shared/formats/registry.ts';

/** `--format`, for commands that read tables of limits. */
export function addFormatOption(command: Command): Command {
  const names = FORMATS.map(({ id, name }) => `${id}: ${name}`).join('; ');
  return command.addOption(
    new Option('--format <format>', `read the data as this, whatever it looks like (${names})`).choices(
      FORMATS.map(({ id }) => id),
    ),
  );
}
