// `npm run e2e -- …`: the tests of the window alone; arguments go to Playwright: npm run e2e -- --project browser-host
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installWhatIsMissing, projectNode } from './install.mjs';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
await installWhatIsMissing();
const { status } = await run(
  projectNode,
  [join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)],
  { cwd: root },
);
process.exitCode = status;
