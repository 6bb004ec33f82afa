import type { ShareOfPhase } from '#shared/domain/work-phase.ts';

/** A piece of work, and the time that it usually takes in units of the others'. */
export interface Step<Phase extends string> {
  readonly phase: Phase;
  readonly weight: number;
  /** @param onShare told what share of this step is done */
  run(onShare: (share: number) => void): Promise<void> | void;
}

/** Does one step after another, and says before, between and after them what share of all is done. */
export async function runSteps<Phase extends string>(
  steps: readonly Step<Phase>[],
  onProgress: ((progress: ShareOfPhase<Phase>) => void) | undefined,
): Promise<void> {
  const total = steps.reduce((sum, { weight }) => sum + weight, 0);
  let done = 0;
  for (const { phase, weight, run } of steps) {
    const tell = (share: number) => onProgress?.({ phase, share: (done + weight * share) / total });
    tell(0);
    await run(tell);
    tell(1);
    done += weight;
  }
}
