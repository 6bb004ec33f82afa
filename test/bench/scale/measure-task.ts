import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Task } from './tasks.ts';

const RUN_TASK = fileURLToPath(new URL('./run-task.ts', import.meta.url));

/**
 * Runs a task in a process of its own.
 *
 * @param version the folder of another version's sources, with its packages installed, whose task of that name is run
 */
export async function measureTask(task: Task, version: string | null = null): Promise<unknown> {
  const program = version === null ? RUN_TASK : resolve(version, 'test/bench/scale/run-task.ts');
  const args = ['--disable-warning=ExperimentalWarning', program, JSON.stringify(task)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
