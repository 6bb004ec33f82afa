import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Task } from './tasks.ts';

const RUN_TASK = fileURLToPath(new URL('./run-task.ts', import.meta.url));

/** Runs a task in a process of its own. */
export async function measureTask(task: Task): Promise<unknown> {
  const args = ['--disable-warning=ExperimentalWarning', RUN_TASK, JSON.stringify(task)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
