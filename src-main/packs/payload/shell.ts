/**
 * A word as a POSIX shell takes it unchanged, whatever it holds: spaces, quotes, line ends, `$(…)`.
 *
 * @example shellQuoted("it's") // 'it'\''s'
 */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
