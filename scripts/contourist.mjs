// `npm run contourist -- …`: the command line from the sources, without a build. Installs what is missing first.
import { fileURLToPath } from 'node:url';
import { buildWhatIsStale } from './build.mjs';
import { installWhatIsMissing, projectNode } from './install.mjs';
import { run } from './run.mjs';

const args = process.argv.slice(2);
await installWhatIsMissing();
// Everything else runs from the sources; a browser cannot.
if (args.includes('serve') && !args.includes('--help')) await buildWhatIsStale();
const main = fileURLToPath(new URL('../src-main/cli/main.ts', import.meta.url));
const { status } = await run(projectNode, ['--disable-warning=ExperimentalWarning', main, ...args]);
process.exitCode = status;
