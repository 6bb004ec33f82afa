// Checks the types of every layer against its own tsconfig: `npm run types`.
import { spawnSync } from 'node:child_process';

const layers = [
  'src-shared',
  'src-main',
  'src-renderer',
  'resources',
  'test',
  'test/unit/src-renderer',
  'test/e2e',
  'scripts',
];
let failed = 0;
for (const layer of layers) {
  const { status } = spawnSync('node_modules/.bin/tsc', ['-p', layer], { stdio: 'inherit' });
  if (status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
