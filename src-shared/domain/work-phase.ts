/** What judging an iteration is at. */
export const JUDGING_PHASES = [
  'volume',
  'contour',
  'left-out',
  'known-points',
  'band-order',
  'tasks',
] as const;

export type JudgingPhase = (typeof JUDGING_PHASES)[number];

/** What choosing a batch is at: looking over the volume, picking point after point, and saying why each of them. */
export const PROPOSAL_PHASES = ['survey', 'picks', 'reasons'] as const;

export type ProposalPhase = (typeof PROPOSAL_PHASES)[number];

/** How far work has come: what it is at, and the share of all of it that is done, 0 to 1, growing with its time. */
export interface ShareOfPhase<Phase extends string> {
  readonly phase: Phase;
  readonly share: number;
}
