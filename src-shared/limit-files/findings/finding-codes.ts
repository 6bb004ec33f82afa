import { z } from 'zod';

/** What can be found in a file; a mapping names them in `confirmed`, the command line after `--accept`. */
export const FINDING_CODES = [
  'rows-differ',
  'cross-section-as-mu',
  'unit-not-of-name',
  'error-in-percent',
  'bands-swapped',
  'cls-as-mu',
  'log10-as-ln',
  'reciprocal-as-mu',
  'repeated-value',
  'constant-limit',
  'parameter-scale',
  'limits-far-from-one',
  'contradicts-earlier',
] as const;

export const findingCodeSchema = z.enum(FINDING_CODES, {
  error: (issue) =>
    `\`${String(issue.input)}\` is no finding that can be confirmed: ${FINDING_CODES.join(', ')} are`,
});

export type FindingCode = z.infer<typeof findingCodeSchema>;
