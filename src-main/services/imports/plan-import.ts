import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { findPointsAt, type Limit, type Point, pointsById } from '#main/store/points-repository.ts';
import { thetaText } from '#main/store/theta-column.ts';
import type { DuplicatePolicy, PlannedRowReport } from '#shared/contract/imports/import.ts';
import { QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';
import { areReplicates } from '#shared/limit-files/findings/differing-rows.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';
import type { KnownPlace, Reason } from '#shared/limit-files/reasons.ts';
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
  /** What has limits of the same point; null where nothing has. */
  known: KnownPlace | null;
  /** How far its limits are from those that the campaign has at its place, in ln μ; 0 where they can be replicates. */
  contradicts: number;
  /** Why the row is not taken: refused or superseded. */
  reason: Reason | null;
}

export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  readonly duplicates: number;
  /** Rows at a place that training and test points would share. */
  readonly sharedWithOtherUse: number;
}

/** Limits that are at a place already: a stored point's, or those of an earlier row. */
interface Holder {
  readonly isTest: boolean;
  readonly limits: Limits;
  readonly point: Point | null;
  readonly planned: PlannedRow | null;
}

/** ln μ that agree so well are the same limit: files round. */
const SAME_LIMIT = 1e-9;

/**
 * Decides row by row what an import does, before anything is written: the same θ (equal float64 in every parameter) at
 * the same fidelity is a duplicate when the two share a quantity. Test points and points for fits are told apart, but
 * for `skip`: what is known as the one need not come again as the other.
 */
export class ImportPlanner {
  readonly #campaign: ReadableCampaign;
  readonly #policy: DuplicatePolicy;
  readonly #holders = new Map<string, Holder[]>();

  constructor(campaign: ReadableCampaign, policy: DuplicatePolicy) {
    this.#campaign = campaign;
    this.#policy = policy;
  }

  /** Plans the rows of one more file; rows planned before count as known. */
  plan(rows: readonly LimitRow[], isTest: boolean): ImportPlan {
    const planned: PlannedRow[] = [];
    let duplicates = 0;
    let sharedWithOtherUse = 0;
    for (const row of rows) {
      if (row.theta === null) continue;
      const holders = this.#holdersAt(row.fidelity, row.theta);
      const isShared = holders.some(({ point }) => point !== null && point.isTest !== isTest);
      const entry = this.#planRow(row, row.theta, holders, isTest);
      if (entry.action !== 'import') duplicates++;
      if (isShared && entry.action !== 'skip') sharedWithOtherUse++;
      planned.push(entry);
    }
    return { rows: planned, duplicates, sharedWithOtherUse };
  }

  #planRow(row: LimitRow, theta: Float64Array, holders: Holder[], isTest: boolean): PlannedRow {
    const limits = storedLimits(row);
    const entry: PlannedRow = {
      row,
      theta,
      action: 'import',
      limits,
      replaces: [],
      known: null,
      contradicts: 0,
      reason: null,
    };
    const sharing = holders.filter(
      (holder) =>
        (holder.isTest === isTest || this.#policy === 'skip') &&
        QUANTITIES.some((q) => holder.limits[q] && limits[q]),
    );
    const [first] = sharing;
    if (first !== undefined) {
      entry.known = placeOf(first);
      if (
        this.#policy === 'skip' &&
        addsNothing(
          limits,
          sharing.map(({ limits: held }) => held),
        )
      ) {
        entry.action = 'skip';
        return entry;
      }
      if (this.#policy === 'refuse' || this.#policy === 'skip') {
        entry.action = 'refuse';
        entry.reason = { code: 'duplicate', of: entry.known, fidelity: row.fidelity };
        return entry;
      }
      if (this.#policy === 'keep') {
        entry.action = 'replicate';
        entry.contradicts = contradictionOf(limits, sharing);
      }
      if (this.#policy === 'replace') this.#replace(entry, sharing, holders);
    }
    holders.push({ isTest, limits: entry.limits, point: null, planned: entry });
    return entry;
  }

  #replace(entry: PlannedRow, sharing: readonly Holder[], holders: Holder[]): void {
    entry.action = 'replace';
    for (const holder of sharing) {
      entry.limits = { ...holder.limits, ...entry.limits };
      if (holder.point !== null) entry.replaces.push(holder.point.id);
      if (holder.planned !== null) supersede(holder.planned, entry);
      holders.splice(holders.indexOf(holder), 1);
    }
  }

  #holdersAt(fidelity: LimitRow['fidelity'], theta: Float64Array): Holder[] {
    const place = `${fidelity} ${thetaText(theta)}`;
    const known = this.#holders.get(place);
    if (known !== undefined) return known;
    const ids = findPointsAt(this.#campaign, fidelity, theta);
    const points = ids.length === 0 ? [] : pointsById(this.#campaign, ids);
    const holders = points.map((point) => ({
      isTest: point.isTest,
      limits: point.limits,
      point,
      planned: null,
    }));
    this.#holders.set(place, holders);
    return holders;
  }
}

/** The largest difference of ln μ to a stored limit that is no replicate; 0 where all can be. */
function contradictionOf(limits: Limits, holders: readonly Holder[]): number {
  let largest = 0;
  for (const { point, limits: held } of holders) {
    // Rows of one file are compared when it is read.
    if (point === null) continue;
    for (const quantity of QUANTITIES) {
      const [one, other] = [limits[quantity], held[quantity]];
      if (one === undefined || other === undefined || areReplicates(one, other)) continue;
      largest = Math.max(largest, Math.abs(one.y - other.y));
    }
  }
  return largest;
}

/** Whether every limit is there already with the same value. */
export function addsNothing(limits: Limits, known: readonly Limits[]): boolean {
  return Object.entries(limits).every(([quantity, limit]) =>
    known.some((held) => {
      const other = held[quantity as Quantity];
      return other !== undefined && Math.abs(other.y - limit.y) <= SAME_LIMIT;
    }),
  );
}

/** A row whose limits a later one takes over; what it was to replace, the later one replaces. */
function supersede(earlier: PlannedRow, later: PlannedRow): void {
  earlier.action = 'superseded';
  earlier.reason = { code: 'superseded', line: later.row.line };
  later.replaces.push(...earlier.replaces.splice(0));
}

function placeOf({ point, planned, isTest }: Holder): KnownPlace {
  if (planned !== null) return { kind: 'row', line: planned.row.line };
  return { kind: 'point', id: point?.id ?? 0, isTest };
}
