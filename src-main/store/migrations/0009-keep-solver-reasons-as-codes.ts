import type { Migration } from './migration.ts';
import { recogniseSolverReason } from './recognise-solver-reason.ts';

/**
 * Why a fit of a Gaussian process was solved the way it was, as a code with its data where it was a sentence. Everything
 * else in a model stays as it was written, digit by digit.
 */
export const keepSolverReasonsAsCodes: Migration = {
  version: 9,
  name: 'keep-solver-reasons-as-codes',
  since: '0.2.0',
  up: (database) => {
    const rows = database
      .prepare<[], { id: number; reason: string }>(
        `SELECT id, model ->> '$.solverReason' AS reason FROM fits
         WHERE model ->> '$.surrogate' = 'gaussian-process' AND json_type(model, '$.solverReason') = 'text'`,
      )
      .all();
    const update = database.prepare(
      `UPDATE fits SET model = json_set(model, '$.solverReason', json(@reason)) WHERE id = @id`,
    );
    for (const { id, reason } of rows) {
      update.run({ id, reason: JSON.stringify(recogniseSolverReason(reason)) });
    }
  },
};
