import { Command } from 'commander';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import manifest from '../../package.json' with { type: 'json' };
import type { AddCommand } from './add-command.ts';
import { addBatchCommand } from './commands/batch.ts';
import { addEditCommand } from './commands/edit.ts';
import { addEnginesCommand } from './commands/engines.ts';
import { addExportCommand } from './commands/export.ts';
import { addFitCommand } from './commands/fit.ts';
import { addImportCommand } from './commands/import.ts';
import { addInspectCommand } from './commands/inspect.ts';
import { addNewCommand } from './commands/new.ts';
import { addPredictCommand } from './commands/predict.ts';
import { addProposeCommand } from './commands/propose.ts';
import { addReplayCommand } from './commands/replay.ts';
import { addResultsCommand } from './commands/results.ts';
import { addRunCommand } from './commands/run.ts';
import { addSampleCommand } from './commands/sample.ts';
import { addServeCommand } from './commands/serve.ts';
import { addSliceCommand } from './commands/slice.ts';
import { addStatusCommand } from './commands/status.ts';
import { addSuggestCommand } from './commands/suggest.ts';
import type { Terminal } from './terminal.ts';

/** In the order in which a campaign uses them, which is the order of `--help`. */
const COMMANDS: readonly AddCommand[] = [
  addNewCommand,
  addEditCommand,
  addInspectCommand,
  addImportCommand,
  addFitCommand,
  addProposeCommand,
  addBatchCommand,
  addExportCommand,
  addResultsCommand,
  addRunCommand,
  addSuggestCommand,
  addStatusCommand,
  addPredictCommand,
  addSliceCommand,
  addServeCommand,
  addSampleCommand,
  addReplayCommand,
  addEnginesCommand,
];

/** Commands that change the campaign file, unless they are asked for a `--dry-run`. */
const CHANGING_COMMANDS = ['new', 'edit', 'import', 'fit', 'propose', 'export', 'results', 'run'];

/** Options without which `batch` only shows one. */
const BATCH_CHANGES = ['veto', 'pin', 'add', 'reset', 'running'];

const EXIT_CODE_HELP = `
Exit codes: 0 fine; 1 a file or its content is at fault; 2 the command line is; 3 Contourist is;
130 interrupted by Ctrl+C, with every finished step in the file.
Results go to standard output, everything else to standard error.`;

/** The `contourist` command with all its subcommands. Errors are thrown, nothing exits the process. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('contourist')
    .description('Active-learning exclusion contours: campaigns of limits, fits and batches in one file.')
    .version(manifest.version)
    .option('--read-only', 'change nothing: commands that would are refused')
    .option('--debug', 'print the stack of an error')
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .showHelpAfterError('(--help shows the usage)')
    .addHelpText('after', EXIT_CODE_HELP)
    .hook('preAction', (_, command) => refuseChanges(program, command));
  for (const add of COMMANDS) add(program, terminal);
  return program;
}

function refuseChanges(program: Command, command: Command): void {
  const options = command.opts();
  const isBatchChange = command.name() === 'batch' && BATCH_CHANGES.some((name) => name in options);
  const isChange = isBatchChange || (CHANGING_COMMANDS.includes(command.name()) && options.dryRun !== true);
  if (program.opts().readOnly !== true || !isChange) return;
  throw new ContouristError(
    'usage.read_only',
    `\`${command.name()}\` changes the campaign file; --read-only forbids it.`,
    {
      blame: 'usage',
    },
  );
}
