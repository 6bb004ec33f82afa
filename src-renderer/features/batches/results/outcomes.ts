import type { ResultRow } from '#shared/contract/batches/results.ts';

export type ResultOutcome = ResultRow['outcome'];

interface OutcomeText {
  readonly word: string;
  /** What it means, for the report's tooltip. */
  readonly meaning: string;
  readonly tone: 'ok' | 'warn' | 'bad' | 'idle';
}

/** What becomes of rows, in the order of the report. */
export const OUTCOMES: Readonly<Record<ResultOutcome, OutcomeText>> = {
  joined: { word: 'joined', meaning: 'Results of points that wait for them', tone: 'ok' },
  late: {
    word: 'late',
    meaning:
      'Results of points that the campaign went on without: a newer batch, a failure, a veto. They are taken',
    tone: 'warn',
  },
  failed: {
    word: 'failed',
    meaning: 'Points that came back without a result; they can be reset',
    tone: 'bad',
  },
  duplicate: { word: 'duplicate', meaning: 'Rows of points that have their outcome already', tone: 'idle' },
  unknown: {
    word: 'unknown',
    meaning: 'Rows of no point that was asked for; they go to the quarantine',
    tone: 'bad',
  },
  unreadable: {
    word: 'unreadable',
    meaning: 'Rows that cannot be read; they go to the quarantine',
    tone: 'bad',
  },
};
