// `npm test`: installs what is missing, runs the unit and integration tests and then those of the window, on Node 24, says
// which were skipped and why, and ends with the plain line `N passed, N failed`. With arguments it is vitest alone that
// runs, with them: npm test -- -t contour. The tests of the window alone: npm run e2e -- launch. With --durations either
// prints the slowest files and tests at its end.
import { buildWhatIsStale } from './build.mjs';
import { installWhatIsMissing } from './install.mjs';
import { runPlaywright, runVitest, slowest } from './test-runs.mjs';

await installWhatIsMissing();
const args = process.argv.slice(2).filter((arg) => arg !== '--durations');
const isAll = args.length === 0;
// Before all tests: some of vitest's use the build too.
if (isAll) await buildWhatIsStale();
const runs = [await runVitest(args)];
if (isAll) runs.push(await runPlaywright([]));

/** @type {Map<string, string[]>} */
const skipped = new Map();
for (const { title, reason } of runs.flatMap((run) => run.skipped)) {
  skipped.set(reason, [...(skipped.get(reason) ?? []), title]);
}
for (const [reason, titles] of skipped) {
  console.log(`skipped, ${reason}:`);
  for (const title of titles) console.log(`  ${title}`);
}
if (process.argv.includes('--durations')) console.log(slowest(runs).join('\n'));
const passed = runs.reduce((sum, run) => sum + run.passed, 0);
const failed = runs.reduce((sum, run) => sum + run.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
