import { listEngines } from '#main/services/program/about-program.ts';
import type { AddCommand } from '../add-command.ts';
import { printJson } from '../terminal.ts';
import { textTable } from '../text-table.ts';

/** `contourist engines [--json]` */
export const addEnginesCommand: AddCommand = (program, terminal) => {
  program
    .command('engines')
    .description('what can compute on this machine, and which of it is used')
    .option('--json', 'print the result as JSON')
    .action(async (options: { json?: true }) => {
      const { engines, auto } = await listEngines();
      if (options.json) {
        printJson(terminal, { engines, auto });
        return;
      }
      const rows = engines.map(({ name, available, device, reason }) => [
        name === auto ? `${name} (auto)` : name,
        available ? 'yes' : 'no',
        device,
        reason,
      ]);
      terminal.out(
        textTable(
          ['engine', 'available', 'device', ''].map((title) => ({ title })),
          rows,
        ),
      );
    });
};
