// `npm run bench`: measures Contourist against the numbers that it has to reach, and writes them into the README.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeTables } from './readme-tables.ts';
import type { Suite } from './suite.ts';
import { analytic } from './suites/analytic.ts';
import { iterations } from './suites/iterations.ts';
import { launch } from './suites/launch.ts';
import { loops } from './suites/loops.ts';
import { optima } from './suites/optima.ts';
import { replays } from './suites/replays.ts';
import { responsiveness } from './suites/responsiveness.ts';
import { scale } from './suites/scale.ts';
import { speed } from './suites/speed.ts';
import { twoFidelity } from './suites/two-fidelity.ts';

const SUITES: readonly Suite[] = [
  replays,
  analytic,
  twoFidelity,
  optima,
  speed,
  scale,
  iterations,
  loops,
  launch,
  responsiveness,
];

const HELP = `npm run bench -- [options]
  --only a,b      suites: ${SUITES.map(({ name }) => name).join(', ')} (default: all)
  --rows a,b      rows of their tables
  --methods a,b   methods of choosing batches
  --seeds K       seeds 1 to K
  --fresh         measure again what is stored in test/bench/results
  --peers         install and run the Python peers (NumPy, SciPy, PyTorch, GPyTorch: several GB under .cache/bench-env)
  --before DIR    an earlier version, installed, to measure whole iterations beside
  --small         tiny sizes at the paper's scale, not stored: to see that it runs
  --tables        measure nothing, write the tables out of what is stored
A bench that is stopped goes on where it stopped. Replays need the published scans in ../shared/data.
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rows: { type: 'string' },
    methods: { type: 'string' },
    seeds: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    before: { type: 'string' },
    small: { type: 'boolean', default: false },
    tables: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else await bench();

async function bench(): Promise<void> {
  const wanted = list(values.only);
  const chosen = SUITES.filter(({ name }) => wanted === null || wanted.includes(name));
  const options = {
    rows: list(values.rows),
    methods: list(values.methods),
    seeds: values.seeds === undefined ? null : Number(values.seeds),
    isFresh: values.fresh,
    withPeers: values.peers,
    before: values.before ?? null,
    isSmall: values.small,
    log: (line: string) => void process.stderr.write(`${line}\n`),
  };
  if (!values.tables) for (const suite of chosen) await suite.measure(options);
  const tables = chosen.flatMap((suite) => suite.tables());
  writeTables(fileURLToPath(new URL('../../README.md', import.meta.url)), tables);
  for (const { markdown } of tables) process.stdout.write(`${markdown}\n\n`);
}

function list(text: string | undefined): string[] | null {
  return text?.split(',') ?? null;
}
