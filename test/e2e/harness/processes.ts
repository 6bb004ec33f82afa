import { execFileSync } from 'node:child_process';

/** The id of the core process that a host's process has forked. */
export function corePidBelow(hostPid: number): number {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  for (const line of lines) {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) === hostPid && command?.includes('core-process')) return Number(pid);
  }
  throw new Error(`Process ${hostPid} has no core process.`);
}
