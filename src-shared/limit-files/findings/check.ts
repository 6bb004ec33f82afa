import type { Space } from '#shared/domain/space.ts';
import type { Table } from '#shared/formats/table.ts';
import type { LimitRow } from '../limit-row.ts';
import type { MissingTest } from '../missing-value.ts';
import type { LocatedMapping } from '../parse-mapping.ts';
import type { ColumnPlan } from '../plan-columns.ts';
import type { Finding } from './finding.ts';

/** A file as it is read now: what a check looks at. */
export interface ReadFile {
  /** After `where` and `pivot`. */
  readonly table: Table;
  readonly mapping: LocatedMapping;
  readonly plan: ColumnPlan;
  readonly definition: Space['definition'];
  readonly rows: readonly LimitRow[];
  /** Null where the mapping names none. */
  readonly theoryTable: Table | null;
  readonly isMissing: MissingTest;
}

/** Looks for one kind of mistake, or for several that are told apart by the same numbers. */
export type Check = (file: ReadFile) => Finding[];
