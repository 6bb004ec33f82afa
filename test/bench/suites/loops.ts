import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verdictText } from '#main/cli/status-text.ts';
import type { CampaignStatus } from '#shared/contract/iterations/status.ts';
import { LOOP_ROWS, type LoopRow } from '../loops/rows.ts';
import { hasData, runLoop } from '../loops/run-loop.ts';
import { describeMeasurements, type Measurement, thisMeasurement } from '../machine.ts';
import { markdownTable } from '../markdown.ts';
import { isWanted } from '../measure-missing.ts';
import type { Suite, Table } from '../suite.ts';

interface StoredLoop {
  readonly measurement: Measurement;
  readonly seconds: number;
  readonly status: CampaignStatus;
}

/** Whole campaigns by the real command line, with finished scans in the place of the grid. */
export const loops: Suite = {
  name: 'loops',

  async measure(options) {
    for (const row of LOOP_ROWS.filter(({ name }) => isWanted(name, options.rows))) {
      if (existsSync(pathOf(row)) && !options.isFresh) continue;
      if (!hasData(row)) {
        options.log(`${row.name}: skipped, ../shared/data/${row.data} is not on this machine`);
        continue;
      }
      const started = performance.now();
      const status = runLoop(row, options.log);
      const loop: StoredLoop = {
        measurement: thisMeasurement(),
        seconds: (performance.now() - started) / 1000,
        status,
      };
      mkdirSync(dirname(pathOf(row)), { recursive: true });
      writeFileSync(pathOf(row), `${JSON.stringify(loop, null, 1)}\n`);
    }
  },

  tables() {
    const stored = LOOP_ROWS.flatMap((row) => {
      if (!existsSync(pathOf(row))) return [];
      const loop: StoredLoop = JSON.parse(readFileSync(pathOf(row), 'utf8'));
      return [{ row, loop: withEvidence(loop) }];
    });
    return stored.length === 0 ? [] : [loopTable(stored)];
  },
};

/** A loop that was measured before verdicts asked for evidence, as one that lacks none. */
function withEvidence(loop: StoredLoop): StoredLoop {
  const { stop } = loop.status;
  return { ...loop, status: { ...loop.status, stop: stop && { ...NO_OBJECTION, ...stop } } };
}

const NO_OBJECTION = { missing: [], side: null } as const;

function loopTable(stored: readonly { row: LoopRow; loop: StoredLoop }[]): Table {
  const rows = stored.flatMap(({ row, loop }) =>
    loop.status.iterations.map((iteration, index) => [
      index === 0 ? row.title : '',
      String(iteration.iteration),
      `${iteration.nLow} / ${iteration.nHigh}`,
      percent(iteration.entropy, Math.LN2),
      percent(iteration.uncertain90),
      number(iteration.moved),
      number(iteration.looRms),
    ]),
  );
  const titles = [
    'campaign',
    'iteration',
    'low / high',
    'entropy',
    '5 % < p < 95 %',
    'moved',
    'left-out rms',
  ];
  const verdicts = stored.map(({ row, loop }) => `- ${row.title}: ${verdictText(loop.status)}`);
  const where = describeMeasurements(stored.map(({ loop }) => loop.measurement));
  return {
    name: 'loops',
    markdown: [
      'Whole campaigns by the command line: low-fidelity limits, first batch, results, fit, next batch. Entropy is the share of its',
      'maximum ln 2 over the allowed volume; "moved" is the mean distance of successive contours in the unit cube.',
      '',
      markdownTable(titles, rows),
      '',
      ...verdicts,
      '',
      `Measured on ${where}.`,
    ].join('\n'),
  };
}

function percent(value: number | null, of = 1): string {
  return value === null ? '–' : `${((100 * value) / of).toPrecision(3)} %`;
}

function number(value: number | null): string {
  return value === null ? '–' : value.toPrecision(2);
}

function pathOf({ name }: LoopRow): string {
  return fileURLToPath(new URL(`../results/loops/${name}.json`, import.meta.url));
}
