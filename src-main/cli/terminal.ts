/** Where the command line writes: results to `out`, everything else (progress, warnings, errors) to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** This process's own streams. */
export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(withoutControls(text)),
  err: (text) => void process.stderr.write(withoutControls(text)),
};

/**
 * Text with control characters written out (`\\u001b`). File names, notes, labels and messages quote what others wrote,
 * and a terminal would obey it: set the clipboard, hide a line, turn the reading direction. Line feeds and tabs stay,
 * and a carriage return before a line feed or at the start, with which the progress line is drawn. The spelling is
 * JSON's, so JSON stays JSON.
 */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** C0 and C1 controls and DEL, and Unicode's marks that turn the direction of text. */
const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /(?!^)\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A result as JSON, on `out`. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}
