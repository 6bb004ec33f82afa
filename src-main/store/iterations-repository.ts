import { type CampaignDefinition, storedDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';
import { readDefinition } from './definition-repository.ts';
import { parseJsonColumn } from './json-column.ts';

/** A state of the data: a fit on changed data opens the next iteration, another fit on the same data joins it. */
export interface Iteration {
  /** 1, 2, 3 … */
  readonly number: number;
  /** Hash of everything that a fit sees; see `dataFingerprint`. */
  readonly fingerprint: string;
  readonly lowCount: number;
  readonly highCount: number;
  readonly createdAt: string;
}

/**
 * The iteration of these data: the latest one when its fingerprint is the same, else a new one.
 *
 * @param data counts are the points that the fit may use
 * @param definition the campaign's when the data were read; by default as it is now
 */
export function iterationOfData(
  campaign: WritableCampaign,
  data: Pick<Iteration, 'fingerprint' | 'lowCount' | 'highCount'>,
  definition: CampaignDefinition = readDefinition(campaign),
): Iteration {
  const latest = latestIteration(campaign);
  if (latest !== undefined && latest.fingerprint === data.fingerprint) return latest;
  const iteration: Iteration = {
    ...data,
    number: (latest?.number ?? 0) + 1,
    createdAt: campaign.author.now(),
  };
  campaign.change.run(
    `INSERT INTO iterations (number, data_fingerprint, low_count, high_count, definition, created_at)
     VALUES (@number, @fingerprint, @lowCount, @highCount, @definition, @createdAt)`,
    { ...iteration, definition: JSON.stringify(definition) },
  );
  return iteration;
}

/**
 * The campaign's definition as it was when the iteration began: bounds, constraints and coordinates change later. As it
 * is now where there is no such iteration.
 */
export function definitionOfIteration(campaign: ReadableCampaign, number: number): CampaignDefinition {
  const row = campaign.sql.get<{ definition: string }>(
    'SELECT definition FROM iterations WHERE number = @number',
    { number },
  );
  if (row === undefined) return readDefinition(campaign);
  return parseJsonColumn(storedDefinitionSchema, row.definition, 'iterations.definition');
}

/** The newest iteration, undefined before the first fit. */
export function latestIteration(campaign: ReadableCampaign): Iteration | undefined {
  return campaign.sql.get<Iteration>(`${SELECT_ITERATIONS} ORDER BY number DESC LIMIT 1`);
}

/** All iterations, oldest first. */
export function listIterations(campaign: ReadableCampaign): Iteration[] {
  return campaign.sql.all<Iteration>(`${SELECT_ITERATIONS} ORDER BY number`);
}

const SELECT_ITERATIONS = `SELECT number, data_fingerprint AS fingerprint, low_count AS lowCount,
  high_count AS highCount, created_at AS createdAt FROM iterations`;
