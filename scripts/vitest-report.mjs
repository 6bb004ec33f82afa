// A reporter of vitest's: what `npm test` counts and times, as JSON in the file named by CONTOURIST_TEST_REPORT.
import { writeFileSync } from 'node:fs';

/** @typedef {import('./test-runs.mjs').TestRun} TestRun */

export default class VitestReport {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (/** @type {string} */ state) => tests.filter((test) => test.result().state === state);
    // A file that cannot be loaded, a hook that fails and an error outside of any test count as one failure each.
    const brokenModules = modules.filter((module) => module.errors().length > 0);
    const brokenSuites = modules
      .flatMap((module) => [...module.children.allSuites()])
      .filter((suite) => suite.errors().length > 0);
    /** @type {TestRun} */
    const run = {
      passed: inState('passed').length,
      failed: inState('failed').length + brokenModules.length + brokenSuites.length + unhandledErrors.length,
      skipped: inState('skipped').map((test) => {
        const result = test.result();
        const note = 'note' in result ? result.note : undefined;
        return { title: test.fullName, reason: note ?? 'see the test' };
      }),
      files: modules.map((module) => {
        const { collectDuration, setupDuration, duration } = module.diagnostic();
        return { name: module.relativeModuleId, ms: collectDuration + setupDuration + duration };
      }),
      tests: tests.map((test) => ({
        name: `${test.module.relativeModuleId} › ${test.fullName}`,
        ms: test.diagnostic()?.duration ?? 0,
      })),
    };
    writeFileSync(process.env.CONTOURIST_TEST_REPORT ?? '', JSON.stringify(run));
  }
}
