import { createHash } from 'node:crypto';
import type { ReadableCampaign } from './campaign-connection.ts';

/**
 * SHA-256 of everything that a fit sees: the points and limits that count, test points included (they are judged
 * against), and of the definition what decides which points count and what the GP's inputs are: parameters' bounds and
 * scales, fixed values, constraints, coordinates. Names, labels, notes and the stop rule do not change the data.
 *
 * @returns 64 hexadecimal digits
 */
export function dataFingerprint(campaign: ReadableCampaign): string {
  const hash = createHash('sha256');
  for (const sql of SEEN_BY_A_FIT) {
    for (const row of campaign.sql.all<{ line: string }>(sql)) hash.update(row.line).update('\n');
    hash.update('\f');
  }
  return hash.digest('hex');
}

// %!.17g and json() both keep every digit of a float64.
const SEEN_BY_A_FIT = [
  `SELECT json_array(name, printf('%!.17g', lower), printf('%!.17g', upper), scale) AS line
   FROM parameters ORDER BY ordinal`,
  `SELECT json_array(name, printf('%!.17g', value)) AS line FROM fixed_values ORDER BY name`,
  'SELECT expression AS line FROM constraints ORDER BY ordinal',
  `SELECT coalesce(coordinates, '') AS line FROM campaign`,
  `SELECT json_array(points.id, fidelity, theta, is_test, quantity, printf('%!.17g', ln_mu),
     iif(variance IS NULL, NULL, printf('%!.17g', variance))) AS line
   FROM points JOIN limits ON limits.point_id = points.id
   WHERE excluded_reason IS NULL ORDER BY points.id, quantity`,
];
