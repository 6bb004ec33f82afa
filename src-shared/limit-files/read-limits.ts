import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Space } from '#shared/domain/space.ts';
import type { Table } from '#shared/formats/table.ts';
import { arrangeTable } from './arrange-table.ts';
import { checkWrittenUnits } from './check-written-units.ts';
import { completeMapping } from './complete-mapping.ts';
import type { Finding } from './findings/finding.ts';
import { findInFile } from './findings/registry.ts';
import type { LimitRow } from './limit-row.ts';
import type { Mapping } from './mapping.ts';
import { missingTest } from './missing-value.ts';
import type { LocatedMapping } from './parse-mapping.ts';
import { planColumns } from './plan-columns.ts';
import { type RowContext, readRow } from './read-row.ts';
import type { RejectedCell, Remark } from './reasons.ts';
import { reviewLimits } from './review-limits.ts';
import { prepareRowTheory } from './row-theory.ts';

/** What a limit file says, row by row, nothing stored yet. */
export interface LimitFileReading {
  readonly fileName: string;
  /** The table that the rows are of: the file's, after the mapping's `where` and `pivot`. */
  readonly table: Table;
  readonly fidelity: Fidelity;
  /** The mapping as it was used: what it left out is filled in. */
  readonly mapping: Mapping;
  /** Rows with at least one limit, in the file's order; those outside the space included. */
  readonly rows: readonly LimitRow[];
  /** Rows of which nothing can be taken, one entry each, by line. */
  readonly rejected: readonly RejectedCell[];
  /** What numbers that can be read probably are not: cross sections, per cent, rows of another quantile. */
  readonly findings: readonly Finding[];
  /** What looks wrong though it can be read. */
  readonly warnings: readonly Remark[];
  /** What would read the file better. */
  readonly suggestions: readonly Remark[];
}

export interface LimitReadingOptions {
  /** Wins over the mapping's; without either, high. */
  readonly fidelity?: Fidelity;
  /** The content of the mapping's theory table. */
  readonly theoryTable?: Table;
  /** For a results file, which may name its points by id, with a status and a reason. */
  readonly results?: {
    /** The parameters of a point of the batch (in the campaign's order); null for an unknown id. */
    thetaOf(id: string): Float64Array | null;
  };
}

/**
 * Reads the limits of a table: parameters, y = ln μ of every quantity that the campaign has, known variances and
 * theory errors. A limit that cannot be taken is dropped with its line and reason; a row with none left is rejected.
 * A point outside the campaign's bounds or constraints is kept and says so.
 *
 * @param space the campaign's; its definition names the parameters, fixed values and quantities
 * @throws ContouristError where the file or the mapping as a whole cannot be used (see `planColumns`,
 *   `prepareTheoryTable`); `limit_file.other_unit` where a column has another unit than it is read in
 */
export function readLimits(
  file: Table,
  mapping: LocatedMapping,
  space: Pick<Space, 'definition' | 'whyOutside'>,
  options: LimitReadingOptions = {},
): LimitFileReading {
  const { definition } = space;
  const table = arrangeTable(file, mapping, definition);
  const plan = planColumns(table, mapping, definition, options.results !== undefined);
  checkWrittenUnits(table, mapping, plan, definition);
  const fidelity = options.fidelity ?? mapping.fidelity ?? 'high';
  const isMissing = missingTest(mapping.limit.kind, mapping.missing);
  const context: RowContext = {
    table,
    plan,
    fidelity,
    space,
    rules: { mapping, isMissing },
    theory: prepareRowTheory(table, mapping, definition, options.theoryTable ?? null),
    thetaOf: options.results?.thetaOf ?? (() => null),
  };

  const rows: LimitRow[] = [];
  const rejected: RejectedCell[] = table.ragged.map(({ text, ...row }) => ({
    ...row,
    column: '',
    value: '',
    rowText: text,
  }));
  for (const row of table.rows) {
    const outcome = readRow(row, context);
    if ('limits' in outcome) rows.push(outcome);
    else rejected.push(outcome);
  }
  rejected.sort((a, b) => a.line - b.line);

  const review = reviewLimits(rows, table, mapping, plan, fidelity);
  return {
    fileName: table.fileName,
    table,
    fidelity,
    mapping: completeMapping(table, mapping, plan, definition, fidelity),
    rows,
    rejected,
    findings: findInFile({
      table,
      mapping,
      plan,
      definition,
      rows,
      theoryTable: options.theoryTable ?? null,
      isMissing,
    }),
    warnings: [...plan.remarks, ...review.warnings],
    suggestions: review.suggestions,
  };
}
