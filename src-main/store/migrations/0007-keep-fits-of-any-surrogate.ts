import type { Migration } from './migration.ts';

/**
 * Fits of any surrogate: the model is kept whole under the tag of the surrogate that reads it, and what only a Gaussian
 * process has (−log L, engine, solver) is in the model alone. All fits until then are those of the Gaussian process.
 *
 * The tag is put in front of the JSON as text: every digit of the numbers stays as it was written.
 */
export const keepFitsOfAnySurrogate: Migration = {
  version: 7,
  name: 'keep-fits-of-any-surrogate',
  since: '0.2.0',
  up: `
    CREATE TABLE fits_of_any_surrogate (
      id INTEGER PRIMARY KEY,
      iteration INTEGER NOT NULL REFERENCES iterations (number),
      quantity TEXT NOT NULL CHECK (quantity IN ('obs', 'exp', 'exp_p1', 'exp_m1', 'exp_p2', 'exp_m2')),
      settings TEXT NOT NULL CHECK (json_type(settings) = 'object'),
      model TEXT NOT NULL CHECK (
        json_type(model, '$.surrogate') = 'text' AND json_type(model, '$.version') = 'integer'
      ),
      point_ids TEXT NOT NULL CHECK (json_type(point_ids) = 'array'),
      seed INTEGER NOT NULL,
      tool_version TEXT NOT NULL,
      is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
      created_at TEXT NOT NULL
    ) STRICT;
    INSERT INTO fits_of_any_surrogate
      SELECT id, iteration, quantity,
        CASE settings WHEN '{}' THEN settings ELSE '{"surrogate":"gaussian-process",' || substr(settings, 2) END,
        '{"surrogate":"gaussian-process","version":1' || CASE result WHEN '{}' THEN '}' ELSE ',' || substr(result, 2) END,
        point_ids, seed, tool_version, is_current, created_at
      FROM fits;
    DROP TABLE fits;
    ALTER TABLE fits_of_any_surrogate RENAME TO fits;
    CREATE UNIQUE INDEX one_current_fit ON fits (iteration, quantity) WHERE is_current = 1;
  `,
};
