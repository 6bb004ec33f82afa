// `npm test`: installs what is missing, runs the unit and integration tests on Node 24, and ends with the plain line
// `N passed, N failed`. Arguments go to vitest: npm test -- -t contour
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installWhatIsMissing, projectNode } from './install.mjs';
import { run } from './run.mjs';

await installWhatIsMissing();
const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'contourist-test-'));
const reportFile = join(scratch, 'report.json');
try {
  const { status } = await run(
    projectNode,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...process.argv.slice(2),
    ],
    { cwd: root },
  );
  const { passed, failed } = countTests(reportFile, status === 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = status;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * The number of tests that passed and failed. A test file that could not be loaded counts as one failure, and a run
 * that ended badly has at least one: an error outside of any test must not read as `0 failed`.
 * @param {string} file vitest's JSON report @param {boolean} endedWell
 */
function countTests(file, endedWell) {
  let passed = 0;
  let failed = 0;
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    passed = report.numPassedTests;
    const unloadable = report.testResults.filter(
      (
        /** @type {{ status: string, assertionResults: { status: string }[] }} */ {
          status,
          assertionResults,
        },
      ) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    );
    failed = report.numFailedTests + unloadable.length;
  } catch {
    // vitest died before it wrote the report: nothing is known to have passed.
  }
  return { passed, failed: endedWell ? failed : Math.max(failed, 1) };
}
