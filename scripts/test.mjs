// `npm test`: installs what is missing, runs the unit and integration tests and then those of the window, on Node 24, says
// which were skipped and why, and ends with the plain line `N passed, N failed`. With arguments it is vitest alone that
// runs, with them: npm test -- -t contour. The tests of the window alone: npm run e2e -- launch
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installWhatIsMissing, projectNode } from './install.mjs';
import { run } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: { title: string, reason: string }[] }} Counts */

await installWhatIsMissing();
const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'contourist-test-'));
try {
  const args = process.argv.slice(2);
  const results = [await runVitest(args)];
  if (args.length === 0) results.push(await runPlaywright());

  /** @type {Map<string, string[]>} */
  const skipped = new Map();
  for (const { title, reason } of results.flatMap((counts) => counts.skipped)) {
    skipped.set(reason, [...(skipped.get(reason) ?? []), title]);
  }
  for (const [reason, titles] of skipped) {
    console.log(`skipped, ${reason}:`);
    for (const title of titles) console.log(`  ${title}`);
  }
  const passed = results.reduce((sum, counts) => sum + counts.passed, 0);
  const failed = results.reduce((sum, counts) => sum + counts.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** @param {string[]} args @returns {Promise<Counts>} */
async function runVitest(args) {
  const reportFile = join(scratch, 'vitest.json');
  const { status } = await run(
    projectNode,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...args,
    ],
    { cwd: root },
  );
  return withStatus(status, countVitest(readReport(reportFile)));
}

/** @returns {Promise<Counts>} */
async function runPlaywright() {
  const reportFile = join(scratch, 'playwright.json');
  const { status } = await run(
    projectNode,
    [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'],
    { cwd: root, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile } },
  );
  return withStatus(status, countPlaywright(readReport(reportFile)));
}

/**
 * A test file that could not be loaded counts as one failure.
 *
 * @param {any} report vitest's, like Jest's @returns {Counts}
 */
function countVitest(report) {
  const files = report?.testResults ?? [];
  /** @type {{ fullName: string, status: string }[]} */
  const tests = files.flatMap((/** @type {any} */ file) => file.assertionResults);
  const unloadable = files.filter(
    (/** @type {any} */ { status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  );
  return {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + unloadable.length,
    skipped: tests
      .filter(({ status }) => status === 'skipped' || status === 'pending')
      .map(({ fullName }) => ({ title: fullName, reason: 'see the test' })),
  };
}

/** @param {any} report Playwright's @returns {Counts} */
function countPlaywright(report) {
  const specs = (report?.suites ?? []).flatMap(specsIn);
  /** @type {Counts['skipped']} */
  const skipped = specs.flatMap((/** @type {any} */ spec) =>
    spec.tests
      .filter((/** @type {any} */ test) => test.status === 'skipped')
      .map((/** @type {any} */ test) => ({
        title: `${test.projectName} › ${spec.file} › ${spec.title}`,
        reason:
          test.annotations.find((/** @type {any} */ { type }) => type === 'skip')?.description ??
          'see the test',
      })),
  );
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {};
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** @param {any} suite @returns {any[]} */
function specsIn(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)];
}

/** A run that ended badly has at least one failure: an error outside of any test must not read as `0 failed`. @param {number} status @param {Counts} counts @returns {Counts} */
function withStatus(status, counts) {
  return status === 0 ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
}

/** @param {string} file @returns {unknown} nothing where the run died before it wrote its report */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
