import { CommanderError } from 'commander';
import { boundMessage, ContouristError, type FilePosition } from '#shared/domain/contourist-error.ts';
import { EXIT_CODES } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/**
 * Says on `err` what went wrong, where, and what to do next.
 *
 * @param wantsStack print the stack too: `--debug` or CONTOURIST_DEBUG
 * @returns the exit code
 */
export function reportError(error: unknown, terminal: Terminal, wantsStack: boolean): number {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong; only asking for help or the version is fine.
    return error.exitCode === 0 ? EXIT_CODES.fine : EXIT_CODES.usage;
  }
  if (error instanceof ContouristError) {
    terminal.err(describe(error));
    if (error.blame === 'internal') terminal.err(OUR_FAULT);
    if (wantsStack) terminal.err(stackOf(error));
    return EXIT_CODES[error.blame];
  }
  if (error instanceof Error && error.name === 'AbortError') {
    terminal.err('Interrupted. The campaign file holds every step that was finished.\n');
    return EXIT_CODES.interrupted;
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(`error: ${boundMessage(message)}\n${OUR_FAULT}`);
  terminal.err(wantsStack ? stackOf(error) : '  --debug prints where it happened.\n');
  return EXIT_CODES.internal;
}

const OUR_FAULT =
  '  This is a fault of Contourist, not of your input. The campaign file stays at its last step.\n';

function describe({ message, position, hint }: ContouristError): string {
  const where = describePosition(position);
  return [
    `error: ${indent(message)}\n`,
    where === '' ? '' : `  at ${where}\n`,
    hint === undefined ? '' : `  hint: ${indent(hint)}\n`,
  ].join('');
}

/** `limits.csv, line 3, column m_zp`. */
function describePosition(position: FilePosition | undefined): string {
  if (position === undefined) return '';
  const { file, line, column } = position;
  return [file, line && `line ${line}`, column && `column ${column}`].filter((part) => part).join(', ');
}

function indent(text: string): string {
  return text.trimEnd().replaceAll('\n', '\n  ');
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause = error.cause === undefined ? '' : `caused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}\n${cause}`;
}
