// `npm run e2e -- …`: the tests of the window alone; arguments go to Playwright: npm run e2e -- --project browser-host.
// With --durations it prints the slowest files and tests at its end.
import { installWhatIsMissing } from './install.mjs';
import { runPlaywright, slowest } from './test-runs.mjs';

await installWhatIsMissing();
const run = await runPlaywright(process.argv.slice(2).filter((arg) => arg !== '--durations'));
if (process.argv.includes('--durations')) console.log(slowest([run]).join('\n'));
process.exitCode = run.failed === 0 ? 0 : 1;
