import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import { extrapolationBeyond } from '#main/fitting/extrapolation.ts';
import { fidelityOf } from '#main/fitting/gaussian-process/training-set.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { surrogateOf } from '#main/surrogates/registry.ts';
import type { Prediction } from '#main/surrogates/surrogate.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import type { SurrogateFacts } from '#shared/domain/surrogate.ts';
import { parseNumber } from '#shared/formats/cell.ts';
import type { Table, TableRow } from '#shared/formats/table.ts';
import { requireColumn } from '#shared/limit-files/require-column.ts';
import type { UnpredictedReason } from '#shared/limit-files/unpredicted-reason.ts';
import { type CellValue, writeTable } from '#shared/limit-files/write-table.ts';
import { contourDistance, entropyOfProbability, entropyOfZ } from '#shared/numerics/exclusion.ts';
import { fittedSurrogates } from './fitted-surrogates.ts';

/** What the fits say about the points of a file. */
export interface Predictions {
  /**
   * The given columns plus, per quantity, mean_Q and sd_Q of ln μ (noise-free, where its surrogate has them), p_excl_Q,
   * entropy_Q in nats, extrapolated_Q: 1 where the surrogate extrapolates, and fidelity_Q: `low` where no high-fidelity
   * limit was fitted, so that all of it is said of the low fidelity alone.
   */
  readonly csv: string;
  /** The quantities whose surrogate gives no ln μ, and so no columns of it, with the surrogate's name. */
  readonly withoutLnMu: readonly { readonly quantity: Quantity; readonly surrogate: string }[];
  readonly predicted: number;
  /** Of these, the points where a surrogate extrapolates. */
  readonly extrapolated: number;
  /** The quantities of which no high-fidelity limit was fitted: what is said of them is said of the low fidelity. */
  readonly lowFidelityAlone: readonly Quantity[];
  /** Rows whose predictions are empty, or that are missing because they are ragged. */
  readonly rejected: readonly { readonly line: number; readonly reason: UnpredictedReason }[];
  readonly iteration: number;
  /** Whether limits, bounds or constraints have changed since that iteration was fitted. */
  readonly isStale: boolean;
}

/**
 * Predicts the points of a table whose columns are named like the free parameters.
 *
 * @throws ContouristError `limit_file.missing_column`, `predict.column_exists`, `fit.none`, `fit.stale`
 */
export async function predictPoints(
  campaign: ReadableCampaign,
  compute: ComputeClient,
  table: Table,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Predictions> {
  const definition = readDefinition(campaign);
  const space = createSpace(definition);
  const { sources, iteration, isStale } = fittedSurrogates(campaign, space);
  const fitted = Array.from(sources, ([quantity, { model }]) => ({ quantity, ...surrogateOf(model).facts }));
  const newColumns = fitted.flatMap(columnsOf);
  refuseExisting(table, newColumns);

  const located = locateRows(table, space);
  const inside = located.filter(({ u }) => u !== null);
  const u = Float64Array.from(inside.flatMap((row) => Array.from(row.u ?? [])));
  const cells: CellValue[][] = inside.map(() => []);
  const extrapolated = new Set<number>();
  for (const source of inside.length > 0 ? sources.values() : []) {
    const prediction = await compute.run('predict', { source, u, task: 'high' }, options);
    const amplitude = surrogateOf(source.model).amplitude(source.model);
    const excess = extrapolationBeyond(source.training, amplitude).excess(
      u,
      prediction.lnMu?.variance ?? null,
    );
    for (const [index, row] of cells.entries()) {
      row.push(...describe(prediction, index), excess[index] >= 0 ? 1 : 0, fidelityOf(source.training));
      if (excess[index] >= 0) extrapolated.add(index);
    }
  }

  const predictionOf = new Map(inside.map(({ row }, index) => [row, cells[index]]));
  const empty = newColumns.map(() => null);
  const rows = table.rows.map((row) => [...row.cells, ...(predictionOf.get(row) ?? empty)]);
  const outside = located.flatMap(({ row, reason }) => (reason === null ? [] : [{ line: row.line, reason }]));
  const ragged = table.ragged.map(({ line, reason }) => ({ line, reason }));
  return {
    csv: writeTable([...table.columns, ...newColumns], rows),
    predicted: inside.length,
    extrapolated: extrapolated.size,
    lowFidelityAlone: Array.from(sources).flatMap(([quantity, { training }]) =>
      fidelityOf(training) === 'low' ? [quantity] : [],
    ),
    withoutLnMu: fitted.flatMap(({ quantity, name, gives }) =>
      gives.lnMu ? [] : [{ quantity, surrogate: name }],
    ),
    rejected: [...outside, ...ragged].sort((a, b) => a.line - b.line),
    iteration,
    isStale,
  };
}

const columnsOf = ({ quantity, gives }: SurrogateFacts & { readonly quantity: Quantity }): string[] => [
  ...(gives.lnMu ? [`mean_${quantity}`, `sd_${quantity}`] : []),
  `p_excl_${quantity}`,
  `entropy_${quantity}`,
  `extrapolated_${quantity}`,
  `fidelity_${quantity}`,
];

function describe({ pExcl, lnMu }: Prediction, index: number): number[] {
  const p = pExcl[index];
  if (lnMu === null) return [p, entropyOfProbability(p)];
  const [mean, sd] = [lnMu.mean[index], Math.sqrt(lnMu.variance[index])];
  return [mean, sd, p, entropyOfZ(contourDistance(mean, sd))];
}

function refuseExisting(table: Table, newColumns: readonly string[]): void {
  const existing = table.columns.find((name) => newColumns.includes(name));
  if (existing === undefined) return;
  throw new ContouristError('predict.column_exists', `${table.fileName} has a column ${existing} already.`, {
    position: { file: table.fileName },
    hint: 'Rename or remove it: predict adds a column of that name.',
  });
}

interface LocatedRow {
  readonly row: TableRow;
  /** Null where there is nothing to predict, for `reason`. */
  readonly u: Float64Array | null;
  readonly reason: UnpredictedReason | null;
}

function locateRows(table: Table, space: Space): LocatedRow[] {
  const columns = space.names.map((name) => requireColumn(table, name));
  const constants = Object.entries(space.definition.fixed).flatMap(([name, value]) => {
    const column = table.columns.indexOf(name);
    return column < 0 ? [] : [{ name, value, column }];
  });
  return table.rows.map((row): LocatedRow => {
    const values = columns.map((column) => parseNumber(row.cells[column]));
    const unreadable = values.indexOf(null);
    const theta = values.map((value) => value ?? Number.NaN);
    const other = constants.find(({ column, value }) => parseNumber(row.cells[column]) !== value);
    const outside = space.whyOutside(theta);
    let reason: UnpredictedReason | null = outside && { code: 'outside', why: outside };
    if (unreadable >= 0) {
      const cell = String(row.cells[columns[unreadable]] ?? '');
      reason = { code: 'unreadable', parameter: space.names[unreadable], cell };
    } else if (other !== undefined) {
      const cell = String(row.cells[other.column] ?? '');
      reason = { code: 'other-constant', parameter: other.name, cell, fixed: other.value };
    }
    return { row, reason, u: reason === null ? space.coordinates(theta) : null };
  });
}
