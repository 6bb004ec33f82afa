/**
 * The limits on μ that are taken for limits: what lies beyond is a failed fit or zero acceptance far more often. Readers
 * suggest to keep such rows aside; nothing is left out unless the mapping says so.
 */
export const CREDIBLE_MU: readonly [lowest: number, highest: number] = [1e-6, 1e4];

/**
 * No search is twelve orders of magnitude from its model: what lies beyond is a failed fit or a sentinel (1e34, say).
 * Where nobody has said how to read a file and nobody is asked, this alone is left out; what is merely incredible is
 * stored, and the remark names `clip`, since points of zero acceptance that are left out make holes.
 */
export const ABSURD_MU: readonly [lowest: number, highest: number] = [1e-12, 1e12];
