import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asInputFile } from '#main/files/input-file.ts';
import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import { addBatchPoints, type StateChange, setBatchPointState } from '#main/store/batch-points-repository.ts';
import { insertBatch } from '#main/store/batches-repository.ts';
import type { WritableCampaign } from '#main/store/campaign-connection.ts';
import { createCampaign, openCampaign } from '#main/store/database.ts';
import { transaction } from '#main/store/transaction.ts';
import type { AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { FINDING_CODES } from '#shared/limit-files/findings/finding-codes.ts';
import { mappingSchema } from '#shared/limit-files/mapping.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';
import { importLimits } from '../../imports/import-limits.ts';
import { loadSentMapping } from '../../imports/read-limit-file.ts';
import { readTableFile } from '../../imports/table-file.ts';
import { proposeBatch } from '../propose-batch.ts';
import type { SteeredPoint } from './read-steering.ts';

/** What the loss of a point is: the upper limit on the signal strength, or its logarithm. */
export const LOSSES = ['mu', 'ln_mu'] as const;
export type Loss = (typeof LOSSES)[number];

export interface SuggestionWanted {
  readonly size: number;
  readonly method: AcquisitionMethod;
  readonly loss: Loss;
  readonly seed: number;
}

export interface Suggestion {
  /** Values by parameter, in the order of the campaign. */
  readonly points: readonly Readonly<Record<string, number>>[];
  /** How many of the given points were fitted, are out, failed, or lie outside the space. */
  readonly counts: {
    readonly fitted: number;
    readonly pending: number;
    readonly failed: number;
    readonly outside: number;
  };
  /** Whether there are fewer than wanted, because no other place is free. */
  readonly isShort: boolean;
}

/**
 * The points that a steering loop is to evaluate next. Nothing is kept: the request holds all that the loop knows, and the
 * same request with the same seed gives the same points. Failed points and those that are out are not asked for again.
 *
 * @throws ContouristError `steering.other_parameters`, those of the fit
 */
export async function suggestPoints(
  definition: CampaignDefinition,
  points: readonly SteeredPoint[],
  { loss, ...wanted }: SuggestionWanted,
  compute: ComputeClient,
  signal: AbortSignal,
): Promise<Suggestion> {
  const names = definition.parameters.map(({ name }) => name);
  for (const [index, { parameters }] of points.entries()) checkNames(parameters, names, index);
  const folder = mkdtempSync(join(tmpdir(), 'contourist-steering-'));
  try {
    const path = join(folder, 'loop.contourist');
    createCampaign(path, definition).close();
    const campaign = openCampaign(path);
    try {
      const { fitted, outside, refused } = await importKnown(
        campaign,
        definition,
        points.filter(isKnown),
        loss,
      );
      const pending = points.filter((point) => point.loss === null);
      const failed = [...points.filter((point) => Number.isNaN(point.loss)), ...refused];
      addOpen(campaign, names, pending, failed);
      const report = await proposeBatch(campaign, compute, { ...wanted, fidelity: 'high' }, { signal });
      return {
        points: report.points.map(({ parameters }) => parameters),
        counts: { fitted, outside, pending: pending.length, failed: failed.length },
        isShort: report.points.length < wanted.size,
      };
    } finally {
      campaign.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkNames(parameters: ReadonlyMap<string, number>, names: readonly string[], index: number): void {
  const missing = names.find((name) => !parameters.has(name));
  const unknown = [...parameters.keys()].find((name) => !names.includes(name));
  if (missing === undefined && unknown === undefined) return;
  const what = missing === undefined ? `has ${JSON.stringify(unknown)}` : `lacks ${JSON.stringify(missing)}`;
  throw new ContouristError('steering.other_parameters', `points[${index}] ${what}.`, {
    hint: `The space has ${names.join(', ')}.`,
  });
}

const isKnown = ({ loss }: SteeredPoint): boolean => loss !== null && !Number.isNaN(loss);

/**
 * Limits by the rules of any import: clipped, pooled where places repeat. Nobody is there to confirm findings. A loss that
 * is no limit (−1, 0) counts as a failed evaluation.
 */
async function importKnown(
  campaign: WritableCampaign,
  { parameters, contour: [quantity = 'exp'] }: CampaignDefinition,
  known: readonly SteeredPoint[],
  loss: Loss,
): Promise<{ fitted: number; outside: number; refused: SteeredPoint[] }> {
  if (known.length === 0) return { fitted: 0, outside: 0, refused: [] };
  const names = parameters.map(({ name }) => name);
  const text = writeTable(
    [...names, quantity],
    known.map((point) => [...thetaOf(point, names), point.loss ?? Number.NaN]),
  );
  const file = await readTableFile(asInputFile('the points of the request', Buffer.from(text)), {
    format: 'delimited',
  });
  const mapping = mappingSchema.parse({ limit: { kind: loss }, fidelity: 'high', confirmed: FINDING_CODES });
  const { imported, outside, rejected } = importLimits(campaign, [file], loadSentMapping(mapping, null));
  // The header is line 1.
  const lines = new Set(rejected.map(({ line }) => line));
  return { fitted: imported - outside, outside, refused: known.filter((_, index) => lines.has(index + 2)) };
}

const thetaOf = ({ parameters }: SteeredPoint, names: readonly string[]): number[] =>
  names.map((name) => parameters.get(name) ?? Number.NaN);

/** Points that are out or have failed, as a batch of their own: they are not asked for again. */
function addOpen(
  campaign: WritableCampaign,
  names: readonly string[],
  pending: readonly SteeredPoint[],
  failed: readonly SteeredPoint[],
): void {
  const all = [...pending, ...failed];
  if (all.length === 0) return;
  transaction(campaign, 'propose', () => {
    const batch = insertBatch(campaign, {
      iteration: null,
      method: 'random',
      seed: 0,
      requested: all.length,
      fidelity: 'high',
      shortfallReason: null,
    });
    const added = addBatchPoints(
      campaign,
      batch,
      all.map((point) => ({
        ...NO_REASONS,
        theta: thetaOf(point, names),
        state: 'pinned',
        rule: 'steering',
      })),
    );
    for (const [index, { id }] of added.entries()) {
      setBatchPointState(campaign, id, index < pending.length ? { state: 'requested' } : FAILED);
    }
  });
}

const FAILED: StateChange = { state: 'failed', failureReason: { code: 'unexplained' } };

const NO_REASONS = { mean: null, sd: null, pExcl: null, entropy: null, nearest: null, gain: null };
