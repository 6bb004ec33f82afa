import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** Adds one subcommand to the program; there is one per file in `commands/`. */
export type AddCommand = (program: Command, terminal: Terminal) => void;
