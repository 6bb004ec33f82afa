import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ENVIRONMENT = fileURLToPath(new URL('../../../.cache/bench-env/', import.meta.url));
const PEERS = fileURLToPath(new URL('../peers/', import.meta.url));
const PYTHON = `${ENVIRONMENT}bin/python`;

/**
 * Makes the Python environment of the peers, once: several GB for PyTorch.
 *
 * @returns why there is none, or null
 */
export function preparePeers(log: (line: string) => void): string | null {
  try {
    if (!existsSync(PYTHON)) execFileSync('python3', ['-m', 'venv', ENVIRONMENT], { stdio: 'ignore' });
    const install = ['-m', 'pip', 'install', '--quiet', '--requirement', `${PEERS}requirements.txt`];
    log('peers: installing NumPy, SciPy, PyTorch and GPyTorch where they are missing (.cache/bench-env)');
    execFileSync(PYTHON, install, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    return null;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    return `the peers cannot be installed (${reason})`;
  }
}

/**
 * Runs a peer and parses the JSON that it prints. OPENBLAS_* variables, which slow NumPy down on some machines, are kept
 * from it.
 */
export async function runPeer(script: string, args: readonly string[]): Promise<unknown> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('OPENBLAS_')),
  );
  const { stdout } = await promisify(execFile)(PYTHON, [`${PEERS}${script}`, ...args], { env });
  return JSON.parse(stdout);
}
