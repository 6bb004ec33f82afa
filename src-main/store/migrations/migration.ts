import type Database from 'better-sqlite3';

/** One step from schema `version − 1` to `version`. A finished migration is never edited: a new one follows. */
export interface Migration {
  /** 1, 2, 3 … without gaps; the file's `user_version` after it. */
  readonly version: number;
  readonly name: string;
  /** The first version of Contourist that reads the result: what an older program tells its user to install. */
  readonly since: string;
  /** SQL, or what changes the rows; run in one transaction, foreign keys checked at its end. */
  readonly up: string | ((database: Database.Database) => void);
}
