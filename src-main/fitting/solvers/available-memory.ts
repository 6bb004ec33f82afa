/** The share of the memory that is free which a fit may take: the rest of the machine needs some too. */
const SHARE = 0.8;

/**
 * Bytes that a fit may take without making the machine swap: what is free now, or what is left of the limit that a
 * container sets.
 */
export function availableMemory(): number {
  return SHARE * process.availableMemory();
}
