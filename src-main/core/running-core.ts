import type { CoreToSupervisor, SupervisorToCore } from './core-protocol.ts';

/** A core process, however its host started it. */
export interface RunningCore {
  /** Undefined before it has started, and where it could not. */
  readonly pid: number | undefined;
  /** A message to one that has just ended is lost. */
  post(message: SupervisorToCore): void;
  /** Ends it at once. */
  kill(): void;
  /** Resolves when it has ended, or could not be run, with how: the rest of a sentence. */
  readonly ended: Promise<string>;
}

/** @param receive hears of every message from it */
export type LaunchCore = (receive: (message: CoreToSupervisor) => void) => RunningCore;
