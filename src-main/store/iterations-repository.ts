import type { ReadableCampaign, WritableCampaign } from './campaign-connection.ts';

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
 */
export function iterationOfData(
  campaign: WritableCampaign,
  data: Pick<Iteration, 'fingerprint' | 'lowCount' | 'highCount'>,
): Iteration {
  const latest = latestIteration(campaign);
  if (latest !== undefined && latest.fingerprint === data.fingerprint) return latest;
  const iteration: Iteration = {
    ...data,
    number: (latest?.number ?? 0) + 1,
    createdAt: campaign.author.now(),
  };
  campaign.change.run(
    `INSERT INTO iterations (number, data_fingerprint, low_count, high_count, created_at)
     VALUES (@number, @fingerprint, @lowCount, @highCount, @createdAt)`,
    { ...iteration },
  );
  return iteration;
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
