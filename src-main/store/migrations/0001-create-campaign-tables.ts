import type { Migration } from './migration.ts';

/**
 * The tables of a campaign. Conventions: times are ISO 8601 in UTC; θ is a JSON array of the free parameters' values
 * in their order, every digit of the float64 kept; y = ln μ is without unit, its variance likewise; JSON columns hold
 * what only the layers above understand. The checks of points and limits are spelled out in comparisons: IN with a list
 * and json_type double the time of a large import.
 */
export const createCampaignTables: Migration = {
  version: 1,
  name: 'create-campaign-tables',
  since: '0.1.0',
  up: `
    CREATE TABLE campaign (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      name TEXT NOT NULL CHECK (name <> ''),
      quantities TEXT NOT NULL CHECK (json_array_length(quantities) > 0),
      contour TEXT NOT NULL CHECK (json_array_length(contour) > 0),
      coordinates TEXT CHECK (json_array_length(coordinates) > 0),
      stop TEXT CHECK (json_valid(stop)),
      created_at TEXT NOT NULL,
      created_with TEXT NOT NULL
    ) STRICT;

    CREATE TABLE parameters (
      ordinal INTEGER PRIMARY KEY CHECK (ordinal >= 0),
      name TEXT NOT NULL UNIQUE CHECK (name <> ''),
      label TEXT,
      unit TEXT,
      lower REAL NOT NULL,
      upper REAL NOT NULL CHECK (upper > lower),
      scale TEXT NOT NULL CHECK (scale IN ('linear', 'log')),
      step REAL CHECK (step > 0),
      CHECK (scale = 'linear' OR lower > 0)
    ) STRICT;

    CREATE TABLE fixed_values (
      name TEXT PRIMARY KEY CHECK (name <> ''),
      value REAL NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE constraints (
      ordinal INTEGER PRIMARY KEY CHECK (ordinal >= 0),
      expression TEXT NOT NULL CHECK (expression <> '')
    ) STRICT;

    CREATE TABLE imports (
      id INTEGER PRIMARY KEY,
      file_name TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      kind TEXT NOT NULL CHECK (kind IN ('limits', 'results')),
      fidelity TEXT CHECK (fidelity IN ('low', 'high')),
      mapping TEXT CHECK (json_valid(mapping)),
      counts TEXT NOT NULL CHECK (json_type(counts) = 'object'),
      user TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX imports_by_hash ON imports (sha256);

    CREATE TABLE theory_tables (
      id INTEGER PRIMARY KEY,
      import_id INTEGER NOT NULL REFERENCES imports (id),
      file_name TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      rows TEXT NOT NULL CHECK (json_type(rows) = 'array')
    ) STRICT;
    CREATE INDEX theory_tables_by_import ON theory_tables (import_id);

    CREATE TABLE quarantine (
      id INTEGER PRIMARY KEY,
      import_id INTEGER NOT NULL REFERENCES imports (id),
      file TEXT NOT NULL,
      line INTEGER CHECK (line >= 1),
      column_name TEXT,
      value TEXT,
      reason TEXT NOT NULL CHECK (reason <> ''),
      row_text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX quarantine_by_import ON quarantine (import_id);

    CREATE TABLE points (
      id INTEGER PRIMARY KEY,
      fidelity TEXT NOT NULL CHECK (fidelity IN ('low', 'high')),
      theta TEXT NOT NULL CHECK (theta GLOB '[[]*]'),
      is_test INTEGER NOT NULL DEFAULT 0 CHECK (is_test IN (0, 1)),
      excluded_reason TEXT CHECK (excluded_reason <> ''),
      note TEXT,
      import_id INTEGER REFERENCES imports (id),
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX points_by_theta ON points (theta, fidelity);
    CREATE INDEX points_by_import ON points (import_id);

    CREATE TABLE limits (
      point_id INTEGER NOT NULL REFERENCES points (id),
      quantity TEXT NOT NULL CHECK (
        quantity = 'obs' OR quantity = 'exp' OR quantity = 'exp_p1' OR quantity = 'exp_m1' OR quantity = 'exp_p2'
        OR quantity = 'exp_m2'
      ),
      ln_mu REAL NOT NULL CHECK (ln_mu BETWEEN -1e300 AND 1e300),
      variance REAL CHECK (variance BETWEEN 0 AND 1e300),
      is_clipped INTEGER NOT NULL DEFAULT 0 CHECK (is_clipped IN (0, 1)),
      relative_theory_error REAL CHECK (relative_theory_error >= 0),
      PRIMARY KEY (point_id, quantity)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE iterations (
      number INTEGER PRIMARY KEY CHECK (number >= 1),
      data_fingerprint TEXT NOT NULL CHECK (data_fingerprint <> ''),
      low_count INTEGER NOT NULL CHECK (low_count >= 0),
      high_count INTEGER NOT NULL CHECK (high_count >= 0),
      definition TEXT NOT NULL CHECK (json_type(definition) = 'object'),
      created_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE fits (
      id INTEGER PRIMARY KEY,
      iteration INTEGER NOT NULL REFERENCES iterations (number),
      quantity TEXT NOT NULL CHECK (quantity IN ('obs', 'exp', 'exp_p1', 'exp_m1', 'exp_p2', 'exp_m2')),
      settings TEXT NOT NULL CHECK (json_type(settings) = 'object'),
      result TEXT NOT NULL CHECK (json_type(result) = 'object'),
      point_ids TEXT NOT NULL CHECK (json_type(point_ids) = 'array'),
      neg_log_l REAL NOT NULL,
      engine TEXT NOT NULL,
      solver TEXT NOT NULL,
      seed INTEGER NOT NULL,
      tool_version TEXT NOT NULL,
      is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX one_current_fit ON fits (iteration, quantity) WHERE is_current = 1;

    CREATE TABLE metrics (
      iteration INTEGER NOT NULL REFERENCES iterations (number),
      name TEXT NOT NULL CHECK (name <> ''),
      key TEXT NOT NULL DEFAULT '',
      value REAL NOT NULL,
      error REAL CHECK (error >= 0),
      PRIMARY KEY (iteration, name, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE batches (
      number INTEGER PRIMARY KEY CHECK (number >= 1),
      iteration INTEGER REFERENCES iterations (number),
      method TEXT NOT NULL,
      seed INTEGER NOT NULL,
      requested INTEGER NOT NULL CHECK (requested >= 0),
      fidelity TEXT NOT NULL CHECK (fidelity IN ('low', 'high')),
      shortfall_reason TEXT CHECK (shortfall_reason <> ''),
      settings TEXT NOT NULL CHECK (json_type(settings) = 'object'),
      created_at TEXT NOT NULL,
      frozen_at TEXT,
      exported_at TEXT CHECK (exported_at IS NULL OR frozen_at IS NOT NULL)
    ) STRICT;

    CREATE TABLE batch_points (
      id TEXT PRIMARY KEY,
      batch INTEGER NOT NULL REFERENCES batches (number),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      theta TEXT NOT NULL CHECK (json_type(theta) = 'array'),
      state TEXT NOT NULL CHECK (
        state IN ('proposed', 'vetoed', 'pinned', 'requested', 'running', 'done', 'failed', 'late')
      ),
      rule TEXT NOT NULL,
      p_excl REAL CHECK (p_excl BETWEEN 0 AND 1),
      entropy REAL CHECK (entropy >= 0),
      nearest REAL CHECK (nearest >= 0),
      gain REAL,
      failure_reason TEXT,
      point_id INTEGER UNIQUE REFERENCES points (id),
      changed_at TEXT NOT NULL,
      UNIQUE (batch, ordinal),
      CHECK ((state IN ('done', 'late')) = (point_id IS NOT NULL)),
      CHECK (state <> 'failed' OR failure_reason IS NOT NULL)
    ) STRICT;
    CREATE INDEX batch_points_by_state ON batch_points (state);

    CREATE TABLE notes (
      id INTEGER PRIMARY KEY,
      subject TEXT NOT NULL CHECK (subject IN ('campaign', 'point', 'batch', 'iteration')),
      subject_id TEXT,
      text TEXT NOT NULL CHECK (text <> ''),
      user TEXT NOT NULL,
      created_at TEXT NOT NULL,
      CHECK ((subject = 'campaign') = (subject_id IS NULL))
    ) STRICT;

    CREATE TABLE journal (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      time TEXT NOT NULL,
      tool_version TEXT NOT NULL,
      user TEXT NOT NULL,
      action TEXT NOT NULL CHECK (action <> ''),
      detail TEXT NOT NULL CHECK (json_type(detail) = 'object')
    ) STRICT;
    CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  `,
};
