import type { ResultFields } from './limit-row.ts';

/**
 * Words for the outcome of a job, as batch systems and scripts write them: HTCondor's `completed`, `held` and `removed`;
 * the states of Slurm's `sacct`; PanDA's `finished`, `failed`, `cancelled`, `closed`; REANA's `finished`, `failed`,
 * `stopped`, `deleted`. Compared in lower case, with `-` and spaces as `_`.
 */
const WORDS: Readonly<Record<ResultFields['status'] | 'unfinished', readonly string[]>> = {
  done: [
    'done',
    'ok',
    'okay',
    'finished',
    'success',
    'successful',
    'succeeded',
    'complete',
    'completed',
    'passed',
  ],
  failed: [
    ...['failed', 'fail', 'failure', 'error', 'errored', 'crashed', 'aborted', 'abort', 'broken'],
    ...[
      'timeout',
      'timed_out',
      'timedout',
      'deadline',
      'killed',
      'held',
      'hold',
      'removed',
      'evicted',
      'terminated',
    ],
    ...['cancelled', 'canceled', 'closed', 'stopped', 'deleted', 'exhausted'],
    ...['node_fail', 'boot_fail', 'out_of_memory', 'oom', 'oom_killed', 'preempted', 'revoked', 'segfault'],
  ],
  unfinished: [
    ...['pending', 'waiting', 'queued', 'submitted', 'idle', 'running', 'activated', 'assigned', 'starting'],
    ...[
      'configuring',
      'completing',
      'suspended',
      'requeued',
      'resizing',
      'in_progress',
      'created',
      'transferring',
    ],
  ],
};

const STATUS_OF: ReadonlyMap<string, ResultFields['status'] | 'unfinished'> = new Map(
  Object.entries(WORDS).flatMap(([status, words]) =>
    words.map((word) => [word, status as keyof typeof WORDS] as const),
  ),
);

/** The word itself says no more than that the point failed. */
const PLAIN_FAILURES = new Set(['failed', 'fail', 'failure', 'error']);

/** What a status cell says of a point. */
export interface StatusWord {
  readonly status: ResultFields['status'] | 'unfinished';
  /** The word as the file has it where it tells more than `failed` does; else null. */
  readonly reason: string | null;
}

/**
 * What a status cell means. An empty one means that the point is done; Slurm's `CANCELLED by 1001` and `COMPLETED+` are
 * understood.
 *
 * @returns null for a word that is not known: what it means is for the user to say
 */
export function readStatusWord(cell: string): StatusWord | null {
  const word = cell
    .trim()
    .toLowerCase()
    .replace(/^(cancell?ed) by \S+$/, '$1')
    .replace(/\+$/, '')
    .replace(/[\s-]+/g, '_');
  if (word === '') return { status: 'done', reason: null };
  const status = STATUS_OF.get(word);
  if (status === undefined) return null;
  return { status, reason: status === 'failed' && !PLAIN_FAILURES.has(word) ? cell.trim() : null };
}
