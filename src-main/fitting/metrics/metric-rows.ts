import type { MetricName, MetricRow } from '#shared/domain/metric.ts';
import { contourKey } from '#shared/domain/metric-key.ts';
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
   * Adds each contour quantity's value under its key, and their mean under the campaign's.
   *
   * @param parameter what the values are of beside the quantity: the mean is then the parameter's
   */
  addEachAndMean(
    name: MetricName,
    values: ReadonlyMap<Quantity, Measured>,
    of: { readonly parameter?: string } = {},
  ): void {
    if (values.size === 0) return;
    let sum = 0;
    let squares: number | null = 0;
    for (const [quantity, { value, error }] of values) {
      this.add(name, contourKey({ quantity, ...of }), value, error);
      sum += value;
      squares = error === null || squares === null ? null : squares + error * error;
    }
    this.add(
      name,
      of.parameter ?? null,
      sum / values.size,
      squares === null ? null : Math.sqrt(squares) / values.size,
    );
  }
}
