/** Where the command line writes: results to `out`, everything else (progress, warnings, errors) to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** This process's own streams. */
export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

/** A result as JSON, on `out`. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}
