import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and passes on what would end this process, so that nothing stays behind.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, capture?: boolean, shell?: boolean, env?: Record<string, string>, timeoutMs?: number }}
 *   [options] capture: keep the output instead of showing it; env: variables on top of this process's; timeoutMs: ends
 *   it when it takes longer
 * @returns {Promise<{ status: number, output: string }>} 130 for a program that was interrupted, 127 for one that is
 *   not there
 */
export function run(command, args, { cwd, capture = false, shell = false, env = {}, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...env },
      timeout: timeoutMs,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    let wasInterrupted = false;
    // Ctrl+C in a terminal reaches the program by itself: this process has only to outlive it.
    const passOn = (/** @type {NodeJS.Signals} */ signal) => {
      wasInterrupted = true;
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on('SIGINT', passOn).on('SIGTERM', passOn);
    const finish = (/** @type {number} */ status) => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn);
      resolve({ status, output });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (status) => finish(wasInterrupted ? 130 : (status ?? 130)));
  });
}
