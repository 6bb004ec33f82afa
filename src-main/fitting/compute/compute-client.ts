import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { fromWireError } from '#shared/contract/errors.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { EngineChoice } from '#shared/domain/fit-settings.ts';
import { THREADS_VARIABLE } from '../engines/choose-engine.ts';
import type { JobName, Jobs, Reply, Request } from './job-protocol.ts';

export interface RunOptions<Name extends JobName> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Jobs[Name]['progress']) => void) | undefined;
  /** Whether a job that is slow to hear of its cancellation is waited for: a process that is ended loses what it keeps. */
  readonly isPatient?: boolean;
}

/** Runs jobs in the compute process. */
export interface ComputeClient {
  /**
   * @throws ContouristError whatever the job threw; `compute.died` when the process ended in the middle of it
   * @throws the signal's reason when it was cancelled
   */
  run<Name extends JobName>(
    job: Name,
    input: Jobs[Name]['input'],
    options?: RunOptions<Name>,
  ): Promise<Jobs[Name]['output']>;

  /** The process's id while it runs. */
  readonly pid: number | undefined;

  /** Ends the process; jobs that still run fail. */
  close(): void;
}

/** A cancelled job that has not stopped by then is inside a long native call: the process is ended instead. */
const CANCEL_GRACE_MS = 800;

interface Pending {
  readonly resolve: (output: never) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
}

export interface ComputeClientOptions {
  /** Threads of its native engine; by default one a core. Processes side by side do best with one each. */
  readonly threads?: number;
  /** Whether somebody waits for every answer, with a hand on a slider: it does not stand back for other programs. */
  readonly isInteractive?: boolean;
  /** The nice value of a process that nobody waits for, 0 to 19 (default 5); see setpriority(2). */
  readonly niceness?: number;
  /** Which engine jobs prefer where nothing names one; asked at every job, so that another choice holds at once. */
  readonly preferredEngine?: () => EngineChoice;
}

/** A client whose process starts with the first job, and again after it was ended. */
export function createComputeClient({
  threads,
  isInteractive = false,
  niceness = 5,
  preferredEngine = () => 'auto',
}: ComputeClientOptions = {}): ComputeClient {
  const pending = new Map<number, Pending>();
  let child: ChildProcess | undefined;
  let nextId = 1;

  function start(): ChildProcess {
    const started = fork(computeProcessPath(), [], {
      // Where this is Electron's utility process, its host names a Node.
      execPath: process.env.CONTOURIST_NODE ?? process.execPath,
      env: { ...process.env, ...(threads !== undefined && { [THREADS_VARIABLE]: String(threads) }) },
      // Float64Arrays and NaN cross as they are.
      serialization: 'advanced',
      // Its standard output would end up between the lines of the command line's JSON.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    if (!isInteractive) setNiceness(started, niceness);
    started.on('message', (message: Reply) => receive(message));
    started.on('exit', (code, signal) => {
      if (child !== started) return;
      child = undefined;
      failAll(code, signal);
    });
    return started;
  }

  function failAll(code: number | null, signal: NodeJS.Signals | null): void {
    const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    for (const [id, { reject }] of pending) {
      pending.delete(id);
      reject(
        new ContouristError('compute.died', `The compute process ${how} in the middle of its work.`, {
          blame: 'internal',
          hint: 'The campaign file holds everything up to the last finished step: run the command again.',
        }),
      );
    }
  }

  function receive(message: Reply): void {
    const job = pending.get(message.id);
    if (!job) return;
    if (message.kind === 'progress') {
      job.onProgress?.(message.progress as never);
      return;
    }
    pending.delete(message.id);
    if (message.kind === 'done') job.resolve(message.output as never);
    else if (message.kind === 'failed') job.reject(fromWireError(message.error));
    else job.reject(new DOMException('The job was cancelled.', 'AbortError'));
  }

  return {
    get pid() {
      return child?.pid;
    },

    run(job, input, { signal, onProgress, isPatient = false } = {}) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        child ??= start();
        const current = child;
        const id = nextId++;
        let grace: NodeJS.Timeout | undefined;
        const cancel = () => {
          send(current, { kind: 'cancel', id });
          if (isPatient) return;
          grace = setTimeout(() => {
            if (pending.delete(id)) reject(signal?.reason);
            current.kill('SIGKILL');
          }, CANCEL_GRACE_MS);
        };
        const settle = () => {
          clearTimeout(grace);
          signal?.removeEventListener('abort', cancel);
        };
        pending.set(id, {
          resolve: (output) => {
            settle();
            resolve(output);
          },
          reject: (error) => {
            settle();
            reject(signal?.aborted ? signal.reason : error);
          },
          onProgress,
        });
        signal?.addEventListener('abort', cancel, { once: true });
        send(current, { kind: 'run', id, job, input, preferredEngine: preferredEngine() });
      });
    },

    close() {
      const closing = child;
      child = undefined;
      // Not by disconnecting: Node waits for ever then for the rest of a result that is on its way.
      closing?.kill('SIGKILL');
      failAll(0, null);
    },
  };
}

function send(child: ChildProcess, request: Request): void {
  // A process that has just died is told by its exit event; the error of sending to it says nothing more.
  if (child.connected) child.send(request, () => {});
}

function setNiceness({ pid }: ChildProcess, niceness: number): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, niceness);
  } catch {
    // Some containers forbid it; the process then runs as its parent does.
  }
}

/** compute-process.ts beside this file in the sources, compute-process.js at the top of the build. */
function computeProcessPath(): string {
  const candidates = ['./compute-process.ts', './compute-process.js', '../compute-process.js'];
  const paths = candidates.map((candidate) => fileURLToPath(new URL(candidate, import.meta.url)));
  const found = paths.find((path) => existsSync(path));
  if (!found) {
    throw new ContouristError('compute.missing', 'The compute process is not beside the program.', {
      blame: 'internal',
      hint: 'Install Contourist again.',
    });
  }
  return found;
}
