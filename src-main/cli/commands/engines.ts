import { listEngines } from '#main/services/program/about-program.ts';
import { engineReasonText } from '#shared/domain/engine-reason.ts';
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
        const withTexts = engines.map((engine) => ({
          ...engine,
          reason: { ...engine.reason, text: engineReasonText(engine) },
        }));
        printJson(terminal, { engines: withTexts, auto });
        return;
      }
      const rows = engines.map((engine) => [
        engine.name === auto ? `${engine.name} (auto)` : engine.name,
        engine.available ? 'yes' : 'no',
        engine.device,
        engineReasonText(engine),
      ]);
      terminal.out(
        textTable(
          ['engine', 'available', 'device', ''].map((title) => ({ title })),
          rows,
        ),
      );
    });
};
