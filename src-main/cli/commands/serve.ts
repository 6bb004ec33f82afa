import { resolve } from 'node:path';
import { openBrowser } from '#main/browser-host/open-browser.ts';
import { serve } from '#main/browser-host/serve.ts';
import { coreProcessPath } from '#main/core/beside.ts';
import { superviseCore } from '#main/core/core-supervisor.ts';
import { forkedCore } from '#main/core/forked-core.ts';
import { rendererFolder } from '#main/window-files/renderer-folder.ts';
import type { AddCommand } from '../add-command.ts';
import { atLeast } from '../option-values.ts';

const HELP = `
The window runs in a browser; campaigns stay on this machine and everything is computed here. Only this machine can
reach it, and only with the link that is printed. From a laptop, for a login node:

  ssh -L 8765:127.0.0.1:8765 login.example.org     then there: contourist serve scan.contourist --port 8765

and open the printed link on the laptop. Ctrl+C ends it and closes the campaigns, each as one file.`;

interface Options {
  readonly port: number;
  readonly open: boolean;
  readonly readOnly?: true;
}

/** `contourist serve [FILE] [--port N] [--no-open]` */
export const addServeCommand: AddCommand = (program, terminal) => {
  program
    .command('serve')
    .description('open the window in a browser, here or at the other end of an SSH tunnel')
    .argument('[file]', 'the campaign file to show; without one, the list of campaigns')
    .option('--port <number>', 'where to listen, on 127.0.0.1', atLeast(0, 65_535), 0)
    .option('--no-open', 'only print the link')
    .addHelpText('after', HELP)
    .action(async (file: string | undefined, { port, open }: Options, command) => {
      const readOnly = command.optsWithGlobals().readOnly === true;
      const core = superviseCore(forkedCore({ corePath: coreProcessPath(), nodePath: process.execPath }));
      try {
        const host = await serve({ core, rendererFolder: rendererFolder(), port });
        const fragment = openingFragment(file, readOnly);
        terminal.out(`${host.url}${fragment}\n`);
        const isOpened = open && (await openBrowser(host.createSingleUseUrl() + fragment));
        terminal.err(isOpened ? 'Opened in the browser. ' : 'Open this link in a browser. ');
        terminal.err('Ctrl+C ends it and closes the campaigns.\n');
        await interrupted();
        await host.close();
      } finally {
        await core.close();
      }
    });
};

/** The part of the address in which the window reads what to open. */
function openingFragment(file: string | undefined, readOnly: boolean): string {
  if (file === undefined) return '';
  const query = new URLSearchParams({ path: resolve(file), ...(readOnly && { readOnly: '1' }) });
  return `#/open?${query}`;
}

/** Resolves at Ctrl+C, or when the system ends the process. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
