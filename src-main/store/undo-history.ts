import type Database from 'better-sqlite3';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { EditHistory, HistoryStep, WritableCampaign } from './campaign-connection.ts';
import { transaction } from './transaction.ts';

interface RecordedStep extends HistoryStep {
  /** Marks its rows in the log. */
  readonly step: number;
}

/** Tables that the user's own edits change. Fits, iterations and metrics stay: they are results, not edits. */
const TRACKED = [
  'campaign',
  'parameters',
  'fixed_values',
  'constraints',
  'imports',
  'theory_tables',
  'quarantine',
  'points',
  'limits',
  'batches',
  'batch_points',
  'notes',
] as const;

/** After these the outside world knows (a grid has the batch, results have come): nothing before is taken back. */
const SEALING = ['export', 'freeze-batch', 'results'];

/** Statements handed to SQLite at once when a step is taken back. */
const STATEMENTS_AT_ONCE = 2000;

/**
 * Undo and redo for as long as the campaign is open, by SQLite's own means: temporary triggers write the inverse of
 * every change into a temporary log, so each step comes back exactly, whatever it was, and the campaign file holds
 * nothing of it.
 *
 * A fit seals the steps up to the last one that brought points: an iteration must not lose the points it was made from.
 *
 * @see https://www.sqlite.org/undoredo.html
 */
export class UndoHistory implements EditHistory {
  readonly #database: Database.Database;
  readonly #undoable: RecordedStep[] = [];
  readonly #redoable: RecordedStep[] = [];
  #mode: 'edit' | 'undo' | 'redo' = 'edit';
  #named: HistoryStep | undefined;
  #step = 0;

  constructor(database: Database.Database) {
    this.#database = database;
    database.pragma('temp_store = MEMORY');
    database.exec(logTables() + TRACKED.map((table) => triggersOf(database, table)).join('\n'));
  }

  get undoable(): readonly HistoryStep[] {
    return this.#undoable.map(asStep);
  }

  get redoable(): readonly HistoryStep[] {
    return this.#redoable.map(asStep);
  }

  undo(campaign: WritableCampaign): HistoryStep {
    return this.#apply(campaign, 'undo', this.#undoable.at(-1));
  }

  redo(campaign: WritableCampaign): HistoryStep {
    return this.#apply(campaign, 'redo', this.#redoable.at(-1));
  }

  #apply(campaign: WritableCampaign, mode: 'undo' | 'redo', step: RecordedStep | undefined): HistoryStep {
    if (!step) {
      throw new ContouristError('history.empty', `There is nothing to ${mode}.`, { blame: 'usage' });
    }
    this.#mode = mode;
    try {
      transaction(
        campaign,
        mode,
        () => this.#runInverse(step),
        () => ({ journalId: step.journalId, action: step.action }),
      );
    } finally {
      this.#mode = 'edit';
    }
    return asStep(step);
  }

  #runInverse({ step }: RecordedStep): void {
    const statements = this.#database
      .prepare<[number], string>('SELECT sql FROM temp.undo_log WHERE step = ? ORDER BY id DESC')
      .pluck()
      .all(step);
    for (let from = 0; from < statements.length; from += STATEMENTS_AT_ONCE) {
      this.#database.exec(statements.slice(from, from + STATEMENTS_AT_ONCE).join(';\n'));
    }
  }

  /** Runs an outermost transaction and keeps what takes it back. */
  recording<T>(runTransaction: () => T): T {
    this.#named = undefined;
    const result = runTransaction();
    this.#finish();
    return result;
  }

  /** First thing inside that transaction: a rollback takes the log's rows back with everything else. */
  begin(): void {
    this.#step++;
    this.#database.prepare('UPDATE temp.undo_state SET step = ?').run(this.#step);
  }

  /** Says what the running transaction is; of nested ones the outermost says so last. */
  name(step: HistoryStep): void {
    this.#named = step;
  }

  #finish(): void {
    const named = this.#named;
    if (!named) return;
    if (SEALING.includes(named.action)) {
      this.#forget(this.#undoable, this.#undoable.length);
      this.#forget(this.#redoable, this.#redoable.length);
      this.#drop(this.#step);
    } else if (named.action === 'fit') this.#sealPoints();
    else if (this.#hasChanges(this.#step)) this.#keep(named);
  }

  #keep(named: HistoryStep): void {
    if (this.#mode === 'edit') {
      this.#undoable.push({ ...named, step: this.#step });
      this.#forget(this.#redoable, this.#redoable.length);
      return;
    }
    const [from, to] =
      this.#mode === 'undo' ? [this.#undoable, this.#redoable] : [this.#redoable, this.#undoable];
    const applied = from.pop();
    if (!applied) return;
    this.#drop(applied.step);
    to.push({ ...applied, step: this.#step });
  }

  #sealPoints(): void {
    const bringsPoints = this.#database
      .prepare<[number], number>(
        `SELECT EXISTS (SELECT 1 FROM temp.undo_log WHERE step = ? AND sql LIKE 'DELETE FROM points %')`,
      )
      .pluck();
    // A step to be done again that takes points away (an import's own undo) would do so under the fit just as well.
    for (const steps of [this.#undoable, this.#redoable]) {
      const last = steps.findLastIndex(({ step }) => bringsPoints.get(step) === 1);
      this.#forget(steps, last + 1);
    }
  }

  #hasChanges(step: number): boolean {
    return (
      this.#database.prepare('SELECT 1 FROM temp.undo_log WHERE step = ? LIMIT 1').get(step) !== undefined
    );
  }

  /** Forgets the oldest steps. */
  #forget(steps: RecordedStep[], count: number): void {
    for (const { step } of steps.splice(0, count)) this.#drop(step);
  }

  #drop(step: number): void {
    this.#database.prepare('DELETE FROM temp.undo_log WHERE step = ?').run(step);
  }
}

function asStep({ journalId, action }: RecordedStep): HistoryStep {
  return { journalId, action };
}

function logTables(): string {
  return `
    CREATE TEMP TABLE undo_state (step INTEGER NOT NULL);
    INSERT INTO temp.undo_state VALUES (0);
    CREATE TEMP TABLE undo_log (id INTEGER PRIMARY KEY, step INTEGER NOT NULL, sql TEXT NOT NULL);
    CREATE INDEX temp.undo_log_by_step ON undo_log (step);
  `;
}

/** Triggers that log, as SQL text, what takes a change of one row back. */
function triggersOf(database: Database.Database, table: (typeof TRACKED)[number]): string {
  const columns = database
    .prepare<[string], { name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?)')
    .all(table);
  const names = columns.map(({ name }) => name);
  const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const where = (row: 'NEW' | 'OLD') =>
    keys.map((key) => `'${key} = ' || ${literal(`${row}.${key}`)}`).join(` || ' AND ' || `);
  const values = names.map((name) => literal(`OLD.${name}`)).join(` || ', ' || `);
  const assignments = names.map((name) => `'${name} = ' || ${literal(`OLD.${name}`)}`).join(` || ', ' || `);
  const trigger = (event: string, inverse: string) => `
    CREATE TEMP TRIGGER undo_${table}_${event.toLowerCase()} AFTER ${event} ON main.${table} BEGIN
      INSERT INTO undo_log (step, sql) SELECT step, ${inverse} FROM undo_state;
    END;`;
  return [
    trigger('INSERT', `'DELETE FROM ${table} WHERE ' || ${where('NEW')}`),
    trigger('UPDATE', `'UPDATE ${table} SET ' || ${assignments} || ' WHERE ' || ${where('NEW')}`),
    trigger('DELETE', `'INSERT INTO ${table} (${names.join(', ')}) VALUES (' || ${values} || ')'`),
  ].join('\n');
}

/** An SQL expression for a value as an SQL literal. `quote` ends a text at its first NUL, so such a text goes as bytes. */
function literal(value: string): string {
  return `CASE WHEN typeof(${value}) = 'text' AND instr(CAST(${value} AS BLOB), x'00') > 0
    THEN 'CAST(' || quote(CAST(${value} AS BLOB)) || ' AS TEXT)' ELSE quote(${value}) END`;
}
