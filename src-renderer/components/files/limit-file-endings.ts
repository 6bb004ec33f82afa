import { FORMATS } from '#shared/formats/registry.ts';

/** Endings of files that can hold limits, for file dialogs. They are hints: a file is known by its content. */
export const LIMIT_FILE_ENDINGS: readonly string[] = [
  ...new Set(FORMATS.flatMap(({ extensions }) => extensions)),
];
