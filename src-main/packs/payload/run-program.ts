import { execFile } from 'node:child_process';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** What a program said. */
export interface ProgramOutput {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Schedulers answer in a second or not at all for a long time. */
const TIMEOUT_MS = 120_000;
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/**
 * Runs one of a system's programs, without a shell.
 *
 * @throws ContouristError `pack.unreachable` where the program is not there or does not answer; the signal's reason
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, signal }: { readonly cwd?: string; readonly signal?: AbortSignal | undefined } = {},
): Promise<ProgramOutput> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd,
      signal,
      timeout: TIMEOUT_MS,
      maxBuffer: MAX_OUTPUT_BYTES,
      encoding: 'utf8',
    } as const;
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve({ status: 0, stdout, stderr });
      else if (signal?.aborted) reject(signal.reason);
      else if (typeof error.code === 'number') resolve({ status: error.code, stdout, stderr });
      else
        reject(
          unreachable(
            program,
            error.killed ? 'does not answer' : `cannot be run (${error.code ?? error.message})`,
            error,
          ),
        );
    });
  });
}

/** The first lines of what a program complained of, for a message. */
export const complaintOf = ({ stdout, stderr, status }: ProgramOutput): string =>
  (stderr.trim() || stdout.trim()).split('\n').slice(0, 3).join(' ').slice(0, 500) || `exit status ${status}`;

function unreachable(program: string, what: string, cause: unknown): ContouristError {
  return new ContouristError('pack.unreachable', `${program} ${what}.`, {
    hint: 'Is this a machine from which jobs are submitted?',
    cause,
  });
}
