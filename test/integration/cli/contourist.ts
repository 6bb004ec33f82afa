import { runHere } from '../../unit/src-main/cli/captured-terminal.ts';

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const home = process.cwd();
let running = 0;

/**
 * Runs the command line in this process, in a folder; its compute process is forked as ever. Commands may run side by
 * side in one folder, but not in two: a process has one working directory.
 */
export async function contourist(folder: string, ...args: string[]): Promise<CommandRun> {
  if (running > 0 && process.cwd() !== folder) throw new Error(`A command still runs in ${process.cwd()}.`);
  process.chdir(folder);
  running += 1;
  try {
    return await runHere(...args);
  } finally {
    running -= 1;
    if (running === 0) process.chdir(home);
  }
}
