/** Nested deeper than anything that the contract has; processes write messages as JSON, which goes one call a level. */
const DEEPEST = 64;

/** Values in a message, and characters of its texts and keys. Limit files cross as text in one message. */
const MOST_VALUES = 5_000_000;
const MOST_CHARACTERS = 256 * 2 ** 20;

export type MessageFlaw = 'too deep' | 'too large' | 'not JSON';

/**
 * Why a message must not travel on, or null. Walks it without recursion, one level at a time, and stops at the first
 * bound: neither depth nor a cycle nor one object in many places can make it run long.
 */
export function messageFlaw(message: unknown): MessageFlaw | null {
  let level: unknown[] = [message];
  let values = 0;
  let characters = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return 'too deep';
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol')
        return 'not JSON';
      if (typeof value === 'string') characters += value.length;
      if (typeof value === 'object' && value !== null) {
        for (const key of Object.keys(value)) {
          if (!Array.isArray(value)) characters += key.length;
          if (++values > MOST_VALUES) return 'too large';
          next.push((value as Record<string, unknown>)[key]);
        }
      }
      if (characters > MOST_CHARACTERS) return 'too large';
    }
    level = next;
  }
  return null;
}
