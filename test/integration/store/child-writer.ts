import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./campaign-process.ts', import.meta.url));
const COMPILE_CACHE = fileURLToPath(new URL('../../../node_modules/.cache/compile', import.meta.url));

/** A writer in a process of its own; see campaign-process.ts for what it does. */
export interface ChildWriter {
  readonly process: ChildProcess;
  /** Every whole line that the child wrote so far. */
  lines(): string[];
  /** Waits for a line that starts so. */
  line(start: string): Promise<string>;
  /** Waits until the child has written so many lines. */
  lineCount(count: number): Promise<void>;
  /** Waits until what the child has written makes this true. */
  until(condition: () => boolean): Promise<void>;
  /** Waits for the child's end, however it comes. */
  readonly ended: Promise<void>;
}

export function startWriter(role: 'hold' | 'steps' | 'locks' | 'turns', path: string, seed = 0): ChildWriter {
  const child = spawn(process.execPath, [SCRIPT, role, path, String(seed)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Compiling the sources is most of a child's start, and many are started.
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE },
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const lines = () => text.split('\n').slice(0, -1);
  // 'close' comes after the last byte of its output was read, 'exit' may come before.
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const until = <T>(look: () => T | undefined, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const tryAgain = (): void => {
        const found = look();
        if (found === undefined) return;
        child.stdout.off('data', tryAgain);
        child.off('close', giveUp);
        resolve(found);
      };
      const giveUp = (): void => reject(new Error(`the child ended without ${what}: ${text}`));
      child.stdout.on('data', tryAgain);
      child.once('close', giveUp);
      tryAgain();
    });
  return {
    process: child,
    lines,
    ended,
    line: (start) => until(() => lines().find((line) => line.startsWith(start)), `"${start}"`),
    lineCount: (count) =>
      until(() => (lines().length >= count ? null : undefined), `${count} lines`).then(() => {}),
    until: (condition) => until(() => (condition() ? null : undefined), 'what was waited for').then(() => {}),
  };
}
