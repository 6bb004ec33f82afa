import { ContouristError } from '#shared/domain/contourist-error.ts';

/** An error as a block of text to hand on: its code, where it is, its message; the stack where it is ours to mend. */
export function errorDetails(error: unknown): string {
  if (error instanceof ContouristError) {
    const { file, line, column } = error.position ?? {};
    const where = [
      file,
      line === undefined ? undefined : `line ${line}`,
      column === undefined ? undefined : `column ${column}`,
    ];
    return [
      error.code,
      where.filter(Boolean).join(', '),
      error.message,
      error.blame === 'internal' ? error.stack : undefined,
    ]
      .filter(Boolean)
      .join('\n');
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
