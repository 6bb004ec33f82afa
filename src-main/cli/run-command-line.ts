import { EXIT_CODES } from './exit-codes.ts';
import { createProgram } from './program.ts';
import { reportError } from './report-error.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs one command line.
 *
 * @param args what follows the program's name
 * @returns the exit code: 0 fine, 1 the input's fault, 2 usage, 3 ours
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' });
    return EXIT_CODES.fine;
  } catch (error) {
    return reportError(error, terminal, args.includes('--debug') || Boolean(process.env.CONTOURIST_DEBUG));
  }
}
