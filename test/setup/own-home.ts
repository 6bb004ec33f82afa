// Runs before every test file: settings and recent campaigns of the person who runs the tests stay as they are.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'contourist-home-'));
process.env.CONTOURIST_HOME = home;
afterAll(() => rmSync(home, { recursive: true, force: true }));
