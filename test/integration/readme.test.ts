// README.md's campaign by command line, run as it is written.
import { execSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const SOURCES = ['package.json', 'package-lock.json', 'resources', 'scripts', 'src-main', 'src-shared'];

it('runs the commands of the README', { timeout: 300_000 }, () => {
  const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const commands = block.split('\n').filter((line) => line.startsWith('npm run'));
  expect(commands.length).toBeGreaterThan(8);

  // A copy of the sources: the commands write where they run.
  const folder = mkdtempSync(join(tmpdir(), 'contourist-readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of SOURCES) cpSync(name, join(folder, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));

  const outputs = commands.map((command) =>
    execSync(command, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  expect(outputs.join('')).toContain('10 joined');
  expect(existsSync(join(folder, 'campaign/batch-1.csv'))).toBe(true);
  expect(readFileSync(join(folder, 'contour.svg'), 'utf8')).toContain('Synthetic dark Higgs search');
});
