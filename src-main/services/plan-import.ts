import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { findPointsAt, type Limit, type Point, pointsById } from '#main/store/points-repository.ts';
import { thetaText } from '#main/store/theta-column.ts';
import type { DuplicatePolicy, PlannedRowReport } from '#shared/contract/import.ts';
import { QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';
import { storedLimits } from './stored-limits.ts';

type Limits = Partial<Record<Quantity, Limit>>;

/** What is to be done with one row. */
export interface PlannedRow {
  readonly row: LimitRow;
  readonly theta: Float64Array;
  action: PlannedRowReport['action'];
  /** The row's limits, with those that a replaced point had beyond them. */
  limits: Limits;
  /** Stored points whose place it takes. */
  readonly replaces: number[];
  /** Why the row is not taken: refused or superseded. */
  reason: string | null;
}

export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  readonly duplicates: number;
  /** Rows at a place that training and test points would share. */
  readonly sharedWithOtherUse: number;
}

/** Limits that are at a place already: a stored point's, or those of an earlier row. */
interface Holder {
  readonly limits: Limits;
  readonly point: Point | null;
  readonly planned: PlannedRow | null;
}

/**
 * Decides row by row what an import does, before anything is written: the same θ (equal float64 in every parameter) at
 * the same fidelity is a duplicate when the two share a quantity. Test points and points for fits are told apart.
 *
 * `keep` makes replicates, separate observations; `replace` lets the newer limits take the place of the older ones,
 * whose other quantities move along; `refuse` quarantines the row.
 */
export class ImportPlanner {
  readonly #campaign: ReadableCampaign;
  readonly #policy: DuplicatePolicy;
  readonly #isTest: boolean;
  readonly #holders = new Map<string, Holder[]>();
  readonly #otherUse = new Map<string, boolean>();

  constructor(campaign: ReadableCampaign, policy: DuplicatePolicy, isTest: boolean) {
    this.#campaign = campaign;
    this.#policy = policy;
    this.#isTest = isTest;
  }

  /** Plans the rows of one more file; rows planned before count as known. */
  plan(rows: readonly LimitRow[]): ImportPlan {
    const planned: PlannedRow[] = [];
    let duplicates = 0;
    let sharedWithOtherUse = 0;
    for (const row of rows) {
      if (row.theta === null) continue;
      const place = `${row.fidelity} ${thetaText(row.theta)}`;
      const entry = this.#planRow(row, row.theta, this.#holdersAt(place, row.fidelity, row.theta));
      if (entry.action !== 'import') duplicates++;
      if (this.#otherUse.get(place)) sharedWithOtherUse++;
      planned.push(entry);
    }
    return { rows: planned, duplicates, sharedWithOtherUse };
  }

  #planRow(row: LimitRow, theta: Float64Array, holders: Holder[]): PlannedRow {
    const limits = storedLimits(row);
    const entry: PlannedRow = { row, theta, action: 'import', limits, replaces: [], reason: null };
    const sharing = holders.filter((holder) => QUANTITIES.some((q) => holder.limits[q] && limits[q]));
    const [first] = sharing;
    if (first !== undefined && this.#policy === 'refuse') {
      entry.action = 'refuse';
      entry.reason = `duplicate: ${describeHolder(first)} has limits of the same point at ${row.fidelity} fidelity`;
      return entry;
    }
    if (first !== undefined && this.#policy === 'keep') entry.action = 'replicate';
    if (first !== undefined && this.#policy === 'replace') {
      entry.action = 'replace';
      for (const holder of sharing) {
        entry.limits = { ...holder.limits, ...entry.limits };
        if (holder.point !== null) entry.replaces.push(holder.point.id);
        if (holder.planned !== null) supersede(holder.planned, entry);
        holders.splice(holders.indexOf(holder), 1);
      }
    }
    holders.push({ limits: entry.limits, point: null, planned: entry });
    return entry;
  }

  #holdersAt(place: string, fidelity: LimitRow['fidelity'], theta: Float64Array): Holder[] {
    const known = this.#holders.get(place);
    if (known !== undefined) return known;
    const ids = findPointsAt(this.#campaign, fidelity, theta);
    const points = ids.length === 0 ? [] : pointsById(this.#campaign, ids);
    const holders = points
      .filter(({ isTest }) => isTest === this.#isTest)
      .map((point) => ({ limits: point.limits, point, planned: null }));
    this.#otherUse.set(place, holders.length < points.length);
    this.#holders.set(place, holders);
    return holders;
  }
}

/** A row whose limits a later one takes over; what it was to replace, the later one replaces. */
function supersede(earlier: PlannedRow, later: PlannedRow): void {
  earlier.action = 'superseded';
  earlier.reason = `duplicate: replaced by line ${later.row.line}`;
  later.replaces.push(...earlier.replaces.splice(0));
}

function describeHolder({ point, planned }: Holder): string {
  return planned === null ? `point ${point?.id} of the campaign` : `line ${planned.row.line}`;
}
