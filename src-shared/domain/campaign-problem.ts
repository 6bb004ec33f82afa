/** What is wrong with one entry of a campaign, where it stands, and what to do about it. */
export interface CampaignProblem {
  readonly code: string;
  /** Steps to the entry, or to the map that holds the key in question. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint: string;
  /** A key of the map at `path` that should not be there. */
  readonly key?: string;
  /** Where in the entry's text, counted from 1. */
  readonly column?: number;
}
