import type { MetricName, MetricRow } from '#shared/domain/metric.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** A value with its standard error, null where it has none. */
export interface Measured {
  readonly value: number;
  readonly error: number | null;
}

/** Collects the rows of an iteration. What is not finite does not exist and gets no row. */
export class MetricRows {
  readonly rows: MetricRow[] = [];

  add(name: MetricName, key: string | null, value: number, error: number | null = null): void {
    if (Number.isFinite(value)) this.rows.push({ name, key, value, error });
  }

  /**
   * Adds each contour quantity's value under its key, and their mean under `meanKey`.
   *
   * @param suffix appended to the quantity's key: `/m_zp`
   */
  addEachAndMean(
    name: MetricName,
    values: ReadonlyMap<Quantity, Measured>,
    { meanKey = null, suffix = '' }: { readonly meanKey?: string | null; readonly suffix?: string } = {},
  ): void {
    if (values.size === 0) return;
    let sum = 0;
    let squares: number | null = 0;
    for (const [quantity, { value, error }] of values) {
      this.add(name, `${quantity}${suffix}`, value, error);
      sum += value;
      squares = error === null || squares === null ? null : squares + error * error;
    }
    this.add(name, meanKey, sum / values.size, squares === null ? null : Math.sqrt(squares) / values.size);
  }
}
