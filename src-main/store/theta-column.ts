import { z } from 'zod';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { ReadableCampaign } from './campaign-connection.ts';
import { parseJsonColumn } from './json-column.ts';

const thetaSchema = z.array(z.number()).readonly();

/**
 * θ as the file keeps it: a JSON array in the order of the free parameters, with the shortest decimals that read back
 * to the same float64, so equal texts are equal points (−0 is written as 0).
 *
 * @param theta values of the free parameters in their own units
 * @throws ContouristError `store.theta_not_finite`
 */
export function thetaText(theta: ArrayLike<number>): string {
  const values = Array.from(theta);
  if (!values.every(Number.isFinite)) {
    throw new ContouristError(
      'store.theta_not_finite',
      `A point has a value that is not finite: ${values.join(', ')}.`,
      {
        blame: 'internal',
      },
    );
  }
  return JSON.stringify(values);
}

/** Reads back what `thetaText` wrote. */
export function parseTheta(text: string): readonly number[] {
  return parseJsonColumn(thetaSchema, text, 'theta');
}

/** Number of free parameters, the length of every θ in the file. */
export function countParameters(campaign: ReadableCampaign): number {
  return campaign.sql.get<{ count: number }>('SELECT count(*) AS count FROM parameters')?.count ?? 0;
}

/**
 * `thetaText` for points that are to be stored.
 *
 * @returns the function that writes a θ, which throws ContouristError `store.wrong_dimension` besides
 */
export function thetaWriter(campaign: ReadableCampaign): (theta: ArrayLike<number>) => string {
  const dimension = countParameters(campaign);
  return (theta) => {
    if (theta.length === dimension) return thetaText(theta);
    throw new ContouristError(
      'store.wrong_dimension',
      `A point has ${theta.length} values; the campaign has ${dimension} parameters.`,
      { blame: 'internal' },
    );
  };
}
