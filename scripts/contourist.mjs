// `npm run contourist -- …`: the command line from the sources, without a build. Installs what is missing first.
import { fileURLToPath } from 'node:url';
import { installWhatIsMissing, projectNode } from './install.mjs';
import { run } from './run.mjs';

await installWhatIsMissing();
const main = fileURLToPath(new URL('../src-main/cli/main.ts', import.meta.url));
const { status } = await run(projectNode, [
  '--disable-warning=ExperimentalWarning',
  main,
  ...process.argv.slice(2),
]);
process.exitCode = status;
