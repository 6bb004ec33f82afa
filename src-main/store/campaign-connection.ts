import type { Author } from './author.ts';

/** A value that SQLite stores as it is. Booleans are 0 and 1. */
export type SqlValue = string | number | null;

/** Values of the named parameters (`@name`) of one statement. */
export type SqlParameters = Readonly<Record<string, SqlValue>>;

/** Statements that read. `Row` names the selected columns: STRICT tables hold what their schema says. */
export interface SqlReader {
  all<Row>(sql: string, parameters?: SqlParameters): Row[];
  get<Row>(sql: string, parameters?: SqlParameters): Row | undefined;
}

/** Statements that write; they work inside `transaction` alone, so every step is whole and has its journal line. */
export interface SqlWriter {
  /** @returns the rowid of the row just inserted */
  run(sql: string, parameters?: SqlParameters): number;
}

/** An open campaign file that can be read. The SQL in it is for the repositories of this folder. */
export interface ReadableCampaign {
  /** The campaign file, absolute and with links resolved. */
  readonly path: string;
  /** Whether the file was copied while it was open, without the log in which its last steps may have been. */
  readonly lacksLog: boolean;
  readonly sql: SqlReader;
  /** Writes all that the campaign holds now into a new file, whole or not at all. For `copyCampaign`. */
  copyTo(path: string): void;
  /** Closes the file; after it every call throws. Closing twice does nothing. */
  close(): void;
}

/** A finished step of the campaign that can be taken back (or done again). */
export interface HistoryStep {
  /** Its line in the journal. */
  readonly journalId: number;
  /** What the journal calls it: `import`, `edit`, `edit-batch`. */
  readonly action: string;
}

/** Undo and redo for as long as a campaign is open. */
export interface EditHistory {
  /** Oldest first: the last one is undone next. */
  readonly undoable: readonly HistoryStep[];
  /** The last one is done again next. */
  readonly redoable: readonly HistoryStep[];
  /** Takes the latest step back. @throws ContouristError `history.empty` */
  undo(campaign: WritableCampaign): HistoryStep;
  /** Does the step again that was taken back last. @throws ContouristError `history.empty` */
  redo(campaign: WritableCampaign): HistoryStep;
  /** Names the step that is being recorded by its line in the journal. */
  name(step: HistoryStep): void;
}

/** An open campaign file that this process alone may change. A function that writes asks for this type. */
export interface WritableCampaign extends ReadableCampaign {
  readonly change: SqlWriter;
  /** Who and what is written into the journal, and the clock. */
  readonly author: Author;
  /** Undo and redo; null where the campaign was opened without (the command line's single steps). */
  readonly history: EditHistory | null;
  /** Runs `work` inside BEGIN IMMEDIATE … COMMIT, or a savepoint when a transaction is open already. */
  atomically<T>(work: () => T): T;
}
