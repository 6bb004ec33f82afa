import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { z } from 'zod';

export const measurementSchema = z.object({
  cpu: z.string(),
  cores: z.int(),
  node: z.string(),
  /** ISO date, without time. */
  date: z.string(),
  /** Of the sources; `+` where they were changed since. */
  commit: z.string(),
});

/** Where and when something was measured. */
export type Measurement = Readonly<z.infer<typeof measurementSchema>>;

export function thisMeasurement(): Measurement {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
    commit: describeCommit(),
  };
}

/** "AMD EPYC, 2 cores, Node v24.21.0, 2026-11-22, commits 2c7d684, 3d3de78" for what was measured together or apart. */
export function describeMeasurements(measurements: readonly Measurement[]): string {
  const commitsOf = new Map<string, Set<string>>();
  for (const { cpu, cores, node, date, commit } of measurements) {
    const where = `${cpu}, ${cores} cores, Node ${node}, ${date}`;
    commitsOf.set(where, (commitsOf.get(where) ?? new Set()).add(commit));
  }
  return Array.from(commitsOf, ([where, commits]) => {
    const noun = commits.size === 1 ? 'commit' : 'commits';
    return `${where}, ${noun} ${[...commits].join(', ')}`;
  }).join('; ');
}

function describeCommit(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
    return (
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', 'src-main', 'src-shared') === '' ? '' : '+')
    );
  } catch {
    return 'unknown';
  }
}
