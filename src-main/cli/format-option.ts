import { type Command, Option } from 'commander';
import type { LoadedMapping } from '#main/services/imports/read-limit-file.ts';
import type { TableWish } from '#shared/formats/choose-table.ts';
import { FORMATS } from '#shared/formats/registry.ts';
import { wishOfMapping } from '#shared/limit-files/table-wish.ts';

/** `--format`, `--table` and `--path-pattern`, for commands that read tables of limits. */
export function addFormatOption(command: Command): Command {
  return addForcedFormatOption(command)
    .option('--table <table>', 'the table that is meant where a file has several: its name or number')
    .option(
      '--path-pattern <pattern>',
      'where parameters stand in the paths of an archive or folder: hypo_{m0}_{m12}',
    );
}

/** `--format` alone, for commands that look at all tables of a file. */
export function addForcedFormatOption(command: Command): Command {
  const names = FORMATS.map(({ id, name }) => `${id}: ${name}`).join('; ');
  return command.addOption(
    new Option('--format <format>', `read the data as this, whatever it looks like (${names})`).choices(
      FORMATS.map(({ id }) => id),
    ),
  );
}

/** Which table is meant: the one that the option names, else the mapping's. */
export function tableWish(table: string | undefined, { mapping }: LoadedMapping): TableWish {
  return table === undefined ? wishOfMapping(mapping) : { table };
}
