// Runs vitest and Playwright, and reads what came of their tests.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectNode } from './install.mjs';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {{ name: string, ms: number }} Duration
 * @typedef {object} TestRun
 * @property {number} passed
 * @property {number} failed with errors outside of any test
 * @property {{ title: string, reason: string }[]} skipped
 * @property {Duration[]} files what each file took, with its imports and hooks where the runner tells them
 * @property {Duration[]} tests
 */

/** The tests without a window. @param {readonly string[]} args for vitest @returns {Promise<TestRun>} */
export async function runVitest(args) {
  return withReport(async (reportFile) => {
    const { status } = await run(
      projectNode,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        `--reporter=${join(root, 'scripts/vitest-report.mjs')}`,
        ...args,
      ],
      { cwd: root, env: { CONTOURIST_TEST_REPORT: reportFile } },
    );
    return withStatus(status, readReport(reportFile));
  });
}

/** The tests of the window. @param {readonly string[]} args for Playwright @returns {Promise<TestRun>} */
export async function runPlaywright(args) {
  return withReport(async (reportFile) => {
    const { status } = await run(
      projectNode,
      [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json', ...args],
      { cwd: root, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile } },
    );
    return withStatus(status, fromPlaywright(readReport(reportFile)));
  });
}

/**
 * The slowest files and tests, as lines to print.
 *
 * @param {readonly TestRun[]} runs @param {number} [count] of each
 */
export function slowest(runs, count = 20) {
  const table = (/** @type {string} */ title, /** @type {Duration[]} */ durations) => [
    `${title}:`,
    ...durations
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, count)
      .map(({ name, ms }) => `${(ms / 1000).toFixed(2).padStart(8)} s  ${name}`),
  ];
  return [
    ...table(
      'slowest files',
      runs.flatMap(({ files }) => files),
    ),
    ...table(
      'slowest tests',
      runs.flatMap(({ tests }) => tests),
    ),
  ];
}

/** @param {any} report Playwright's @returns {TestRun | undefined} */
function fromPlaywright(report) {
  if (report === undefined) return undefined;
  const tests = report.suites.flatMap(specsIn).flatMap((/** @type {any} */ spec) =>
    spec.tests.map((/** @type {any} */ test) => ({
      file: `${test.projectName} › ${spec.file}`,
      title: `${test.projectName} › ${spec.file} › ${spec.title}`,
      status: test.status,
      reason: test.annotations.find((/** @type {any} */ { type }) => type === 'skip')?.description,
      ms: test.results.reduce(
        (/** @type {number} */ sum, /** @type {any} */ { duration }) => sum + duration,
        0,
      ),
    })),
  );
  /** @type {Map<string, number>} */
  const files = new Map();
  for (const { file, ms } of tests) files.set(file, (files.get(file) ?? 0) + ms);
  const { expected, unexpected, flaky } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky,
    skipped: tests
      .filter((/** @type {any} */ { status }) => status === 'skipped')
      .map((/** @type {any} */ { title, reason = 'see the test' }) => ({ title, reason })),
    files: Array.from(files, ([name, ms]) => ({ name, ms })),
    tests: tests.map((/** @type {any} */ { title, ms }) => ({ name: title, ms })),
  };
}

/** @param {any} suite @returns {any[]} */
function specsIn(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)];
}

/**
 * A run that ended badly has at least one failure: an error outside of any test must not read as `0 failed`.
 *
 * @param {number} status @param {TestRun | undefined} read nothing where the run died before it wrote its report
 * @returns {TestRun}
 */
function withStatus(status, read) {
  const tests = read ?? { passed: 0, failed: 0, skipped: [], files: [], tests: [] };
  return status === 0 ? tests : { ...tests, failed: Math.max(tests.failed, 1) };
}

/** @param {(reportFile: string) => Promise<TestRun>} read @returns {Promise<TestRun>} */
async function withReport(read) {
  const scratch = mkdtempSync(join(tmpdir(), 'contourist-test-'));
  try {
    return await read(join(scratch, 'report.json'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string} file @returns {any} */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
