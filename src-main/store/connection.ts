import type Database from 'better-sqlite3';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Author } from './author.ts';
import type { ReadableCampaign, SqlParameters, SqlReader, WritableCampaign } from './campaign-connection.ts';
import { translateSqliteError } from './sqlite-errors.ts';
import { UndoHistory } from './undo-history.ts';
import { writeWholeDatabase } from './write-whole-database.ts';

interface ReadingOptions {
  readonly lacksLog?: boolean;
  /** Puts back what opening took (a lock, a place in a register). */
  readonly onClose?: () => void;
}

/** Makes a campaign that can be read out of an open database. Statements are prepared once per text. */
export function readableCampaign(
  database: Database.Database,
  path: string,
  { lacksLog = false, onClose = () => database.close() }: ReadingOptions = {},
): ReadableCampaign {
  const statement = preparedStatements(database);
  const attempt = <T>(work: () => T): T => translated(work, path);
  const sql: SqlReader = {
    all: <Row>(text: string, parameters: SqlParameters = {}) =>
      attempt(() => statement(text).all(parameters) as Row[]),
    get: <Row>(text: string, parameters: SqlParameters = {}) =>
      attempt(() => statement(text).get(parameters) as Row | undefined),
  };
  const copyTo = (target: string) => translated(() => writeWholeDatabase(database, target), target);
  return { path, lacksLog, sql, copyTo, close: once(onClose) };
}

interface WritingOptions extends ReadingOptions {
  readonly keepsHistory?: boolean;
  /** Called before every step; what it throws keeps the step from being taken. */
  readonly beforeStep?: () => void;
  /** Called after every finished step. */
  readonly afterStep?: () => void;
}

/** Makes a campaign that can be changed out of a database that this process holds the writer's lock of. */
export function writableCampaign(
  database: Database.Database,
  path: string,
  author: Author,
  { keepsHistory = false, beforeStep = () => {}, afterStep = () => {}, ...reading }: WritingOptions = {},
): WritableCampaign {
  const history = keepsHistory ? new UndoHistory(database) : null;
  const statement = preparedStatements(database);
  const immediately = database.transaction((work: () => unknown) => work()).immediate;
  return {
    ...readableCampaign(database, path, reading),
    author,
    history,
    change: {
      run(text, parameters = {}) {
        if (!database.inTransaction) {
          throw new ContouristError('store.outside_transaction', 'A write was tried outside a transaction.', {
            blame: 'internal',
          });
        }
        return translated(() => Number(statement(text).run(parameters).lastInsertRowid), path);
      },
    },
    atomically: <T>(work: () => T) =>
      translated(() => {
        if (database.inTransaction) return immediately(work) as T;
        beforeStep();
        const step = () => {
          history?.begin();
          return work();
        };
        const result = history ? history.recording(() => immediately(step)) : immediately(step);
        afterStep();
        return result as T;
      }, path),
  };
}

function preparedStatements(
  database: Database.Database,
): (text: string) => Database.Statement<[SqlParameters]> {
  const prepared = new Map<string, Database.Statement<[SqlParameters]>>();
  return (text) => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const fresh = database.prepare<[SqlParameters]>(text);
    prepared.set(text, fresh);
    return fresh;
  };
}

function translated<T>(work: () => T, path: string): T {
  try {
    return work();
  } catch (error) {
    throw translateSqliteError(error, path);
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}
