// `npm start`: installs what is missing, then does the main job. Until the window exists that is a whole campaign on a
// synthetic two-fidelity scan, in the terminal.
import { fileURLToPath } from 'node:url';
import { installWhatIsMissing, projectNode } from './install.mjs';
import { run } from './run.mjs';

await installWhatIsMissing();
const demo = fileURLToPath(new URL('../src-main/cli/demo/main.ts', import.meta.url));
const { status } = await run(projectNode, ['--disable-warning=ExperimentalWarning', demo]);
process.exitCode = status;
