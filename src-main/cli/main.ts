// The entry of `npm run contourist -- …`: runs under Node 24, which takes the TypeScript sources as they are.
import { runCommandLine } from './run-command-line.ts';
import { processTerminal } from './terminal.ts';

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal);
