import type { Blame } from '#shared/domain/contourist-error.ts';

/** What the command line's exit code says. */
export const EXIT_CODES = {
  fine: 0,
  /** A file or its content is at fault. */
  input: 1,
  /** The command line itself is: an unknown option, a missing argument. */
  usage: 2,
  /** Contourist is. */
  internal: 3,
  /** Ctrl+C: 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const satisfies Record<Blame | 'fine' | 'interrupted', number>;
