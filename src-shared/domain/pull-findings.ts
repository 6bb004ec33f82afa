import { z } from 'zod';
import { withDigits } from './significant-digits.ts';

/** What pulls of limits that a fit had not seen say of its standard deviation. */
export const pullFindingsSchema = z.object({
  /** How many pulls. */
  count: z.int(),
  mean: z.number().nullable(),
  rms: z.number(),
  findings: z.array(z.enum(['biased', 'too-wide', 'too-narrow'])),
});

export type PullFindings = Readonly<z.infer<typeof pullFindingsSchema>>;

/**
 * How many standard deviations of chance make a finding: 3, so that of honest models one in 370 is blamed, were its pulls
 * independent. Errors of neighbouring points go together, which widens the chance of the mean above all.
 */
const NOTEWORTHY = 3;

/**
 * Tests pulls against those of an honest model, independent and N(0, 1). Their mean is N(0, 1/n). Their sum of squares is χ²
 * with n degrees of freedom, taken to a normal deviate by the cube root (E. B. Wilson & M. M. Hilferty, Proc. Natl. Acad. Sci.
 * 17 (1931) 684; M. Abramowitz & I. Stegun, eq. 26.4.14), which at ±3σ is good to 0.15 from n = 5 on.
 *
 * @param mean null where it was not kept
 */
export function judgePulls(count: number, mean: number | null, rms: number): PullFindings {
  const findings: PullFindings['findings'] = [];
  if (count > 0) {
    if (mean !== null && Math.abs(mean) * Math.sqrt(count) > NOTEWORTHY) findings.push('biased');
    const width = chiSquareDeviate(rms * rms, count);
    if (width > NOTEWORTHY) findings.push('too-wide');
    if (width < -NOTEWORTHY) findings.push('too-narrow');
  }
  return { count, mean, rms, findings };
}

/** The normal deviate of χ²/n. */
function chiSquareDeviate(reduced: number, count: number): number {
  const spread = 2 / (9 * count);
  return (Math.cbrt(reduced) - (1 - spread)) / Math.sqrt(spread);
}

/** What was found, a sentence each without full stop; none for honest pulls. */
export function pullFindingTexts({ count, mean, rms, findings }: PullFindings): string[] {
  const chance = (spread: number) => withDigits(spread, 2);
  const texts = {
    biased: `the pulls are biased: their mean is ${withDigits(mean ?? 0, 2)}, of an honest model 0 ± ${chance(1 / Math.sqrt(count))}; limits lie ${(mean ?? 0) > 0 ? 'above' : 'below'} the predictions more often than chance allows`,
    'too-wide': `the pulls are too wide: their rms is ${withDigits(rms, 2)}, of an honest model 1 ± ${chance(1 / Math.sqrt(2 * count))}; the model’s σ is too small by about that factor, however many points are on the right side`,
    'too-narrow': `the pulls are too narrow: their rms is ${withDigits(rms, 2)}, of an honest model 1 ± ${chance(1 / Math.sqrt(2 * count))}; the model’s σ is larger than need be`,
  };
  return findings.map((finding) => texts[finding]);
}
