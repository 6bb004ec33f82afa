// `npm run demo`: a whole campaign on the synthetic search, in the terminal.
import { reportError } from '../report-error.ts';
import { processTerminal } from '../terminal.ts';
import { runDemo } from './run-demo.ts';

try {
  await runDemo(process.cwd(), processTerminal);
} catch (error) {
  process.exitCode = reportError(error, processTerminal, Boolean(process.env.CONTOURIST_DEBUG));
}
