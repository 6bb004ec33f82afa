import {
  addBatchPoints,
  pendingBatchPoints,
  setBatchPointState,
} from '#main/store/batch-points-repository.ts';
import { insertBatch } from '#main/store/batches-repository.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { recordFit } from '#main/store/fits-repository.ts';
import { recordImport } from '#main/store/imports-repository.ts';
import { iterationOfData } from '#main/store/iterations-repository.ts';
import { listJournal } from '#main/store/journal-repository.ts';
import { replaceMetrics } from '#main/store/metrics-repository.ts';
import { insertPoints } from '#main/store/points-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Random } from '#shared/numerics/random.ts';

const QUANTITIES: readonly Quantity[] = ['exp', 'obs', 'exp_p1'];

/** What a step says about itself in the journal: enough to see later whether all of it is there. */
interface Written {
  readonly step: string;
  readonly rows: number;
}

/**
 * Writes one step of a random kind and size, in one transaction over several tables, as the services do.
 *
 * @returns the step's name once it is finished
 */
export function writeStep(campaign: WritableCampaign, random: Random): string {
  const kinds = [writeImport, writeFits, writeBatch, writeResults];
  const kind = kinds[random.integer(kinds.length)] ?? writeImport;
  return transaction(
    campaign,
    kind.name,
    () => kind(campaign, random),
    (written) => ({ ...written }),
  ).step;
}

/**
 * What is wrong with the steps in a file: half ones, and ones without a line in the journal. Both must not exist.
 *
 * @returns one sentence per finding, and the steps that are there
 */
export function inspectSteps(campaign: ReadableCampaign): {
  readonly findings: string[];
  readonly steps: Set<string>;
} {
  const journal = listJournal(campaign).filter(({ action }) => action.startsWith('write'));
  const findings: string[] = [];
  const total = (sql: string): number => campaign.sql.get<{ n: number }>(sql)?.n ?? 0;
  const expectRows = (actions: string[], sql: string, perRow = 1): void => {
    const promised = journal
      .filter(({ action }) => actions.includes(action))
      .reduce((sum, { detail }) => sum + Number(detail.rows), 0);
    const found = total(sql);
    if (found !== promised * perRow)
      findings.push(`${actions.join(' and ')}: ${found} of ${promised * perRow} rows`);
  };
  expectRows(['writeImport', 'writeResults'], 'SELECT count(*) AS n FROM points');
  expectRows(['writeImport', 'writeResults'], 'SELECT count(*) AS n FROM limits', QUANTITIES.length);
  expectRows(['writeFits'], 'SELECT count(*) AS n FROM metrics');
  expectRows(['writeFits'], 'SELECT count(*) AS n FROM fits WHERE is_current = 1');
  expectRows(['writeBatch'], 'SELECT count(*) AS n FROM batch_points');
  expectRows(['writeResults'], `SELECT count(*) AS n FROM batch_points WHERE state = 'done'`);
  return { findings, steps: new Set(journal.map(({ detail }) => String(detail.step))) };
}

function writeImport(campaign: WritableCampaign, random: Random): Written {
  const rows = 1 + random.integer(400);
  const importId = recordImport(campaign, {
    fileName: 'limits.csv',
    sha256: 'a'.repeat(64),
    kind: 'limits',
    fidelity: 'low',
    mapping: null,
    reading: { format: { kind: 'delimited', delimiter: ',' }, columns: [], isTest: false },
    counts: { imported: rows },
  });
  insertPoints(
    campaign,
    Array.from({ length: rows }, () => randomPoint(random, importId)),
  );
  return { step: `import-${importId}`, rows };
}

function writeFits(campaign: WritableCampaign, random: Random): Written {
  const fingerprint = `state ${random.uniform()}`;
  const { number } = iterationOfData(campaign, { fingerprint, lowCount: 1, highCount: 1 });
  for (const quantity of QUANTITIES) {
    recordFit(campaign, {
      iteration: number,
      quantity,
      settings: {},
      model: { surrogate: 'gaussian-process', version: 1, padding: 'x'.repeat(random.integer(20_000)) },
      pointIds: [1, 2],
      seed: 1,
    });
  }
  replaceMetrics(
    campaign,
    number,
    QUANTITIES.map((key) => ({ name: 'entropy', key, value: random.uniform(), error: null })),
  );
  return { step: `fits-${number}`, rows: QUANTITIES.length };
}

function writeBatch(campaign: WritableCampaign, random: Random): Written {
  const rows = 1 + random.integer(60);
  const batch = insertBatch(campaign, {
    iteration: null,
    method: 'sobol',
    seed: 1,
    requested: rows,
    fidelity: 'low',
    shortfallReason: null,
  });
  const unknown = { mean: null, sd: null, pExcl: null, entropy: null, nearest: null, gain: null };
  const picks = Array.from({ length: rows }, () => ({
    theta: [random.uniform(), random.uniform()],
    state: 'proposed' as const,
    rule: 'sobol',
    ...unknown,
  }));
  addBatchPoints(campaign, batch, picks);
  return { step: `batch-${batch}`, rows };
}

function writeResults(campaign: WritableCampaign, random: Random): Written {
  const returned = pendingBatchPoints(campaign, 'low').slice(0, random.integer(40));
  const ids = insertPoints(
    campaign,
    returned.map(() => randomPoint(random, null)),
  );
  returned.forEach(({ id }, index) => {
    setBatchPointState(campaign, id, { state: 'done', pointId: ids[index] ?? 0 });
  });
  return { step: `results-${random.uniform()}`, rows: returned.length };
}

function randomPoint(random: Random, importId: number | null) {
  const limits = Object.fromEntries(
    QUANTITIES.map((quantity) => [
      quantity,
      { y: random.normal(), knownVariance: null, isClipped: false, relativeTheoryError: null },
    ]),
  );
  const theta = [random.uniform(), random.uniform()];
  return { fidelity: 'low' as const, theta, isTest: false, importId, limits };
}
