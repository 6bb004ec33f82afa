import { surrogateOfTag, surrogateTags } from '#main/surrogates/registry.ts';
import type { SurrogateFacts } from '#shared/domain/surrogate.ts';

export { surrogateTags };

/** Every surrogate that a fit may ask for, the default one first. */
export function listSurrogates(): SurrogateFacts[] {
  return surrogateTags().map((tag) => surrogateOfTag(tag).facts);
}
