/** Whose fault an error is; the command line turns it into its exit code (input 1, usage 2, internal 3). */
export type Blame = 'input' | 'usage' | 'internal';

/** Where in a user's file the trouble is; line and column count from 1. */
export interface FilePosition {
  readonly file?: string;
  readonly line?: number;
  readonly column?: string | number;
}

/**
 * An error that a person can act on: a stable `code` (`mapping.unknown_column`), a plain message, where it is, and
 * what to do next. Everything that is thrown on purpose is one of these.
 */
export class ContouristError extends Error {
  readonly code: string;
  readonly blame: Blame;
  readonly position: FilePosition | undefined;
  readonly hint: string | undefined;

  constructor(
    code: string,
    message: string,
    options: { blame?: Blame; position?: FilePosition; hint?: string; cause?: unknown } = {},
  ) {
    super(boundMessage(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ContouristError';
    this.code = code;
    this.blame = options.blame ?? 'input';
    this.position = options.position;
    this.hint = options.hint === undefined ? undefined : boundMessage(options.hint);
  }
}

/** Characters of a message. Messages quote input, and a cell or a name of a hostile file may have megabytes. */
const LONGEST_MESSAGE = 4000;

/** Shortens a long message in its middle: it begins with what is wrong, and often ends with what was expected. */
export function boundMessage(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message;
  const kept = LONGEST_MESSAGE / 2 - 20;
  const left = message.length - 2 * kept;
  return `${message.slice(0, kept)} … (${left} characters) … ${message.slice(-kept)}`;
}
