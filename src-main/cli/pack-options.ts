import { type Command, InvalidArgumentError } from 'commander';
import type { PackDescription } from '#shared/contract/batches/pack.ts';
import type { OptionDescription } from '#shared/domain/options.ts';

/** Adds `--option NAME=VALUE`, which may be given several times. */
export function addPackOption(command: Command): Command {
  return command.option(
    '--option <name=value>',
    'an option of the pack; may be given several times',
    collect,
  );
}

function collect(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const end = text.indexOf('=');
  if (end <= 0) throw new InvalidArgumentError('Write it as name=value.');
  return Object.fromEntries([...Object.entries(before), [text.slice(0, end), text.slice(end + 1)]]);
}

/** A pack with its options, as `--help` lists it. */
export function packHelp({ id, description, options }: PackDescription): string {
  return [`  ${id.padEnd(10)} ${description}\n`, ...options.map(optionHelp)].join('');
}

function optionHelp({ name, description, choices, default: value }: OptionDescription): string {
  const among = choices.length > 0 ? ` (${choices.join(', ')})` : '';
  return `    --option ${name}=…  ${description}${among}${value === null ? '; required' : `; default ${value}`}\n`;
}
