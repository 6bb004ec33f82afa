import { type EngineProblem, engineProblemsText } from '#shared/domain/engine-reason.ts';

/** A native engine that cannot run on this machine. */
export class EngineNotLoaded extends Error {
  readonly problems: readonly EngineProblem[];

  constructor(problems: readonly EngineProblem[]) {
    super(engineProblemsText(problems));
    this.name = 'EngineNotLoaded';
    this.problems = problems;
  }
}

/** The first line of what a loader says; the rest is its search path and stack. */
export function notLoadable(packageName: string, error: unknown): EngineProblem {
  const [detail] = (error instanceof Error ? error.message : String(error)).split('\n');
  return { code: 'not-loadable', package: packageName, detail };
}
