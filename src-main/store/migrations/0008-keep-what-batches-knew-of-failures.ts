import type { Migration } from './migration.ts';

/**
 * Where evaluations failed when a batch was chosen, the model that weighed its points by that, and each point's
 * probability to succeed: the same seed gives the same batch only with them. Earlier batches knew nothing of failures.
 */
export const keepWhatBatchesKnewOfFailures: Migration = {
  version: 8,
  name: 'keep-what-batches-knew-of-failures',
  since: '0.2.0',
  up: `
    ALTER TABLE batches ADD COLUMN failures TEXT CHECK (json_type(failures) = 'object');
    ALTER TABLE batch_points ADD COLUMN success REAL CHECK (success BETWEEN 0 AND 1);
  `,
};
