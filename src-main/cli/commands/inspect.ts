import { type FileInspection, inspectFile } from '#main/services/imports/inspect-file.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { AddCommand } from '../add-command.ts';
import { describeInspection, inspectionForScripts } from '../describe-inspection.ts';
import { addForcedFormatOption } from '../format-option.ts';
import { printJson } from '../terminal.ts';

const HELP = `
The files are read as an import reads them, and nothing is stored. The exit code is 1 where a file is not recognised or
cannot be read; what is said of the others stands all the same.`;

interface Options {
  readonly format?: string;
  readonly json?: true;
}

/** `contourist inspect FILE… [--format] [--json]` */
export const addInspectCommand: AddCommand = (program, terminal) => {
  const command = program
    .command('inspect')
    .description('what limit files are: format, tables, columns, and what is doubtful in them')
    .argument('<files...>', 'files of limits, of any format that is read');
  addForcedFormatOption(command)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (paths: string[], { format, json }: Options) => {
      const files: FileInspection[] = [];
      // One after the other: each may be large.
      for (const path of paths) files.push(await inspectFile(path, format ?? null));
      if (json) printJson(terminal, { files: files.map(inspectionForScripts) });
      else terminal.out(files.map(describeInspection).join('\n'));
      const unread = files.filter(({ error }) => error !== null).map(({ file }) => file);
      if (unread.length > 0) throw notRead(unread, files.length);
    });
};

function notRead(unread: readonly string[], all: number): ContouristError {
  const message =
    all === 1
      ? `${unread[0]} is not read.`
      : `${unread.length} of ${all} files are not read: ${unread.join(', ')}.`;
  return new ContouristError('inspect.not_read', message, {
    hint: 'The reasons stand in the report; --format reads a file as what you know it to be.',
  });
}
