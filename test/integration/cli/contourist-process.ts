import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CommandRun } from './contourist.ts';

const MAIN = fileURLToPath(new URL('../../../src-main/cli/main.ts', import.meta.url));
const COMPILE_CACHE = fileURLToPath(new URL('../../../node_modules/.cache/compile', import.meta.url));

/**
 * Runs the command line in a process of its own, in a folder: for what only a process has. Other tests take
 * contourist.ts, which spares them the second that Node needs to load the program.
 */
export function contouristProcess(folder: string, ...args: string[]): Promise<CommandRun> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', MAIN, ...args],
      { cwd: folder, env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE }, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number') reject(error);
        else resolve({ code: Number(error?.code ?? 0), stdout, stderr });
      },
    );
  });
}
