// `npm start`: installs what is missing, then does the main job. Until the window exists that is a whole campaign on a
// synthetic two-fidelity scan, in the terminal.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installWhatIsMissing, projectNode } from './install.mjs';

installWhatIsMissing();
const demo = fileURLToPath(new URL('../src-main/cli/demo/main.ts', import.meta.url));
const { status } = spawnSync(
  projectNode,
  ['--disable-warning=ExperimentalWarning', demo, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(status ?? 130);
