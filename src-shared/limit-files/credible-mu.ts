/**
 * The limits on μ that are taken for limits: what lies beyond is a failed fit or zero acceptance far more often. Readers
 * suggest to keep such rows aside; nothing is left out unless the mapping says so.
 */
export const CREDIBLE_MU: readonly [lowest: number, highest: number] = [1e-6, 1e4];
