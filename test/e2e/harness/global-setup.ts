import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { findElectron } from './find-electron.ts';

/** Builds what is tested, and starts a screen for Electron where there is none. @returns how to end that */
export default async function globalSetup(): Promise<() => void> {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
  const needsScreen =
    process.platform === 'linux' && !process.env.DISPLAY && 'executablePath' in findElectron();
  if (!needsScreen) return () => {};
  const { screen, display } = await startScreen();
  // Test processes start later and inherit it.
  process.env.DISPLAY = display;
  return () => screen.kill();
}

/** Xvfb on a display number that it finds itself. */
function startScreen(): Promise<{ screen: ChildProcess; display: string }> {
  return new Promise((resolve, reject) => {
    const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    screen.once('error', reject);
    screen.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)));
    screen.stdio[3]?.once('data', (number) => resolve({ screen, display: `:${String(number).trim()}` }));
  });
}
