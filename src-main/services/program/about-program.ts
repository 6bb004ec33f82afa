import { availableParallelism } from 'node:os';
import { currentAuthor } from '#main/store/author.ts';

/** The program's version, the person who uses it, and the cores that they have. */
export function aboutProgram(): { version: string; user: string; cores: number } {
  const { user, toolVersion } = currentAuthor();
  return { version: toolVersion, user, cores: availableParallelism() };
}
