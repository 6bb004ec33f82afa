import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { writeFileAtomically } from './write-file-atomically.ts';

/** A small file of the program's own. Each change reads it again, so that several processes can share it. */
export interface JsonFile<T> {
  /** The content, or the default where there is no file yet. */
  read(): T;
  /** Writes what `update` makes of the content. @returns it */
  change(update: (content: T) => T): T;
}

/**
 * A JSON file with a schema. One that cannot be understood (cut off, edited by hand) is put aside under
 * `….unreadable` when the next change is written, and the default taken: the program starts whatever is in there.
 *
 * @param pathOf asked at every access, so that tests can move it
 */
export function jsonFile<Schema extends z.ZodType>(
  pathOf: () => string,
  schema: Schema,
  whenMissing: z.output<Schema>,
): JsonFile<z.output<Schema>> {
  function load(): { content: z.output<Schema>; isUnreadable: boolean } {
    let text: string;
    try {
      text = readFileSync(pathOf(), 'utf8');
    } catch (error) {
      if (!isMissing(error)) throw error;
      return { content: whenMissing, isUnreadable: false };
    }
    const parsed = schema.safeParse(parseJson(text));
    return { content: parsed.success ? parsed.data : whenMissing, isUnreadable: !parsed.success };
  }

  return {
    read: () => load().content,
    change(update) {
      const path = pathOf();
      const { content, isUnreadable } = load();
      if (isUnreadable) renameSync(path, `${path}.unreadable`);
      const changed = update(content);
      mkdirSync(dirname(path), { recursive: true });
      writeFileAtomically(path, `${JSON.stringify(changed, null, 2)}\n`);
      return changed;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
