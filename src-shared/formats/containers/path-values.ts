import { ContouristError } from '#shared/domain/contourist-error.ts';

/** `0p5` for 0.5, as file names have it. */
const POINT_AS_LETTER = /^([+-]?\d+)p(\d+)$/;

/** A value in a path as a number is written. */
const plainValue = (value: string): string => value.replace(POINT_AS_LETTER, '$1.$2');

/** The values that a path names itself: `m0=500/m12=0p5/limit.json`. */
export function namedValues(path: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const part of path.split('/').flatMap((segment) => segment.split(/[,;&]/))) {
    const match = /^([A-Za-z]\w*)=(.+?)(?:\.[A-Za-z]\w*)*$/.exec(part);
    if (match?.[1] !== undefined && match[2] !== undefined) values.set(match[1], plainValue(match[2]));
  }
  return values;
}

/** A pattern of paths such as `hypo_{m0}_{m12}`. */
export interface PathPattern {
  readonly names: readonly string[];
  /** The values in a path in the order of the names; null where the path is not of the pattern. */
  match(path: string): readonly string[] | null;
}

const PLACEHOLDER = /\{([^{}]*)\}/;

/**
 * Reads a pattern of paths: `{name}` stands for a value, `*` for anything, both within a folder's or file's name; the
 * rest stands for itself. The pattern covers whole names of folders and files, the last one's ending apart:
 * `hypo_{m0}_{m12}` finds 500 and 100 in `run/hypo_500_100.json` and in `hypo_500_100/limit.json`.
 *
 * @throws ContouristError `path.pattern`
 */
export function parsePathPattern(pattern: string): PathPattern {
  const parts = pattern.split(PLACEHOLDER);
  const names = parts.filter((_, index) => index % 2 === 1);
  const between = parts.filter((_, index) => index % 2 === 0);
  if (names.length === 0) throw refuse(pattern, 'it has no {name}');
  if (names.some((name) => name.trim() === '')) throw refuse(pattern, 'a placeholder has no name');
  if (new Set(names).size < names.length) throw refuse(pattern, 'a name stands in it twice');
  if (between.slice(1, -1).some((text) => text === ''))
    throw refuse(pattern, 'nothing stands between two placeholders');
  const source = parts
    .map((part, index) =>
      index % 2 === 1
        ? '([^/]+?)'
        : part.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`).replaceAll('*', '[^/]*?'),
    )
    .join('');
  const expression = new RegExp(String.raw`(?:^|/)${source}(?:\.[A-Za-z][^/]*)?(?:/|$)`);
  return {
    names,
    match(path) {
      const found = expression.exec(path.slice(-LONGEST_PATH));
      return found === null ? null : found.slice(1).map(plainValue);
    },
  };
}

/** Characters of a path that are looked at. Expressions take time with several wildcards. */
const LONGEST_PATH = 400;

function refuse(pattern: string, why: string): ContouristError {
  return new ContouristError('path.pattern', `The pattern of paths "${pattern}" cannot be used: ${why}.`, {
    blame: 'usage',
    hint: 'A pattern reads like hypo_{m0}_{m12}, with the names of parameters in braces.',
  });
}
