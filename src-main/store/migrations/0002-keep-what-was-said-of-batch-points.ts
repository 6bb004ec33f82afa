import type { Migration } from './migration.ts';

/**
 * What the first contour quantity's fit said of a batch point when it was proposed (ŷ and s of ln μ), why the analyst
 * vetoed it, and whether it took the place of a vetoed one.
 */
export const keepWhatWasSaidOfBatchPoints: Migration = {
  version: 2,
  name: 'keep-what-was-said-of-batch-points',
  since: '0.1.0',
  up: `
    ALTER TABLE batch_points ADD COLUMN mean REAL;
    ALTER TABLE batch_points ADD COLUMN sd REAL CHECK (sd >= 0);
    ALTER TABLE batch_points ADD COLUMN veto_reason TEXT CHECK (veto_reason <> '');
    ALTER TABLE batch_points ADD COLUMN is_refill INTEGER NOT NULL DEFAULT 0 CHECK (is_refill IN (0, 1));
  `,
};
