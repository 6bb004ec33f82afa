import type { LimitTable, QuantityLimits, ScanData } from '#main/fitting/replay/scan.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createSpace, type Space } from '#shared/domain/space.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';
import { type LoadedMapping, readLimitFile } from '../imports/read-limit-file.ts';
import type { TableFile } from '../imports/table-file.ts';

/** A limit file and how it is to be read. */
export interface MappedFile {
  readonly file: TableFile;
  readonly mapping: LoadedMapping;
}

/** A scan out of limit files, and what of them is not in it. */
export interface ReadScan {
  readonly scan: ScanData;
  /** Rows outside the campaign's bounds, constraints or coordinates. */
  readonly outside: number;
  /** Rows that cannot be read. */
  readonly rejected: number;
}

/**
 * Reads a finished scan: every row inside the campaign's space that has a limit of a quantity of its contour.
 *
 * @param low the cheap task's limits
 * @throws ContouristError `replay.no_limits` where a quantity of the contour has none, and those of `readLimitFile`
 */
export function readScan(definition: CampaignDefinition, data: MappedFile, low: MappedFile | null): ReadScan {
  const space = createSpace(definition);
  const high = readTable(space, data, 'high');
  const cheap = low && readTable(space, low, 'low');
  const scan = { definition, high: high.table, low: cheap?.table ?? null };
  return {
    scan,
    outside: high.outside + (cheap?.outside ?? 0),
    rejected: high.rejected + (cheap?.rejected ?? 0),
  };
}

function readTable(space: Space, { file, mapping }: MappedFile, fidelity: 'high' | 'low') {
  const reading = readLimitFile(file, mapping, space, { fidelity });
  const { contour, quantities } = space.definition;
  const isInContour = ({ limits }: LimitRow) => limits.some(({ quantity }) => contour.includes(quantity));
  const inside = reading.rows.filter((row) => row.outside === null);
  const rows = inside.filter(isInContour);
  const table = tableOf(rows, space.names.length, quantities);
  for (const quantity of contour) {
    const limits = table.quantities.find((entry) => entry.quantity === quantity);
    if (limits?.y.some((y) => !Number.isNaN(y))) continue;
    throw new ContouristError(
      'replay.no_limits',
      `${file.path} has no limit ${quantity} inside the campaign's space.`,
      {
        position: { file: file.path },
        hint: `${reading.rows.length - inside.length} rows lie outside and ${reading.rejected.length} cannot be read; the mapping says which columns are the limits.`,
      },
    );
  }
  return {
    table,
    outside: reading.rows.length - inside.length,
    rejected: reading.rejected.length,
  };
}

function tableOf(rows: readonly LimitRow[], dimension: number, quantities: readonly Quantity[]): LimitTable {
  const theta = new Float64Array(rows.length * dimension);
  for (const [index, row] of rows.entries()) theta.set(row.theta ?? [], index * dimension);
  return { count: rows.length, theta, quantities: quantities.map((quantity) => limitsOf(rows, quantity)) };
}

function limitsOf(rows: readonly LimitRow[], quantity: Quantity): QuantityLimits {
  const found = rows.map(({ limits }) => limits.find((limit) => limit.quantity === quantity));
  return {
    quantity,
    y: Float64Array.from(found, (limit) => limit?.y ?? Number.NaN),
    knownVariance: Float64Array.from(found, (limit) => limit?.knownVariance ?? 0),
  };
}
