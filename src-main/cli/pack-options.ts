import { type Command, InvalidArgumentError } from 'commander';
import { readTextFile } from '#main/files/read-text-file.ts';
import type { PackDescription } from '#shared/contract/batches/pack.ts';
import type { OptionDescription } from '#shared/domain/options.ts';

/** Adds `--option NAME=VALUE`, which may be given several times. */
export function addPackOption(command: Command): Command {
  return command.option(
    '--option <name=value>',
    'an option of the pack, or @ and a file that holds its value; may be given several times',
    collect,
  );
}

function collect(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const end = text.indexOf('=');
  if (end <= 0) throw new InvalidArgumentError('Write it as name=value.');
  return Object.fromEntries([
    ...Object.entries(before),
    [text.slice(0, end), meantText(text.slice(end + 1))],
  ]);
}

/** A value as it stands, or what the file after an @ holds. */
function meantText(value: string): string {
  return value.startsWith('@') ? readTextFile(value.slice(1)).text : value;
}

/** A pack with its options, as `--help` lists it. */
export function packHelp({ id, description, options }: PackDescription): string {
  return [`  ${id.padEnd(10)} ${description}\n`, ...options.map(optionHelp)].join('');
}

function optionHelp({ name, description, choices, default: value }: OptionDescription): string {
  const among = choices.length > 0 ? ` (${choices.join(', ')})` : '';
  return `    --option ${name}=…  ${description}${among}${value === null ? '; required' : `; default ${value}`}\n`;
}
