import { spawn } from 'node:child_process';

/**
 * Starts a screen for Electron on a machine that has none: Xvfb on a display number that it finds itself, put into this
 * process's environment for those that start later.
 *
 * @returns how to end it
 */
export async function startScreenIfNone(): Promise<() => void> {
  if (process.platform !== 'linux' || process.env.DISPLAY) return () => {};
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    screen.once('error', reject);
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)));
    screen.stdio[3]?.once('data', (data) => resolve(String(data).trim()));
  });
  process.env.DISPLAY = `:${number}`;
  return () => {
    delete process.env.DISPLAY;
    screen.kill();
  };
}
