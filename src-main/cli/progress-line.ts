import type { Terminal } from './terminal.ts';

/** One line on standard error that is written over and over while something runs. */
export interface ProgressLine {
  /** Shows the text, unless the last one was shown less than a tenth of a second ago. */
  show(text: string): void;
  /** Clears the line. */
  clear(): void;
}

const REDRAW_MS = 100;

/** Where standard error is not a terminal, a file or a pipe of a batch job, nothing is drawn. */
export function createProgressLine(terminal: Terminal, isTty: boolean = process.stderr.isTTY): ProgressLine {
  let shown = 0;
  let length = 0;
  const draw = (text: string) => {
    terminal.err(`\r${text.padEnd(length)}`);
    length = text.length;
  };
  return {
    show(text) {
      const now = Date.now();
      if (!isTty || now - shown < REDRAW_MS) return;
      shown = now;
      draw(text);
    },
    clear() {
      if (length === 0) return;
      draw('');
      terminal.err('\r');
      length = 0;
    },
  };
}
