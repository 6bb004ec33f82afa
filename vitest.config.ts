import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Vitest itself leaves one core to its watch mode, which is half of a machine with two.
    maxWorkers: availableParallelism(),
    pool: 'forks',
    // Files share a process, and with it the loaded modules: what a file changes in them it must set right again.
    isolate: false,
    setupFiles: ['test/setup/own-home.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { extends: true, test: { name: 'integration', include: ['test/{integration,contract}/**/*.test.ts'] } },
    ],
  },
});
