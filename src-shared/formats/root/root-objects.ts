import type { Cell } from '../cell.ts';
import type { FormatContour } from '../format.ts';
import type { Table } from '../table.ts';
import { tableOfValues, type ValueRecord } from '../value-table.ts';

interface Axis {
  readonly fNbins: number;
  readonly fXmin: number;
  readonly fXmax: number;
  readonly fTitle?: string;
  /** Edges of bins of different widths; empty where all are alike. */
  readonly fXbins?: ArrayLike<number>;
}

/** A TH2 as jsroot gives it, with its path in the file. */
export interface Histogram {
  readonly path: string;
  readonly fXaxis: Axis;
  readonly fYaxis: Axis;
  readonly fZaxis: { readonly fTitle?: string };
  /** Contents by bin, underflow and overflow included: x runs faster. */
  readonly fArray: ArrayLike<number>;
}

/** A TGraph as jsroot gives it. */
export interface Graph {
  readonly fNpoints: number;
  readonly fX: ArrayLike<number>;
  readonly fY: ArrayLike<number>;
}

/** The centres of the bins of an axis. */
function centresOf({ fNbins, fXmin, fXmax, fXbins = [] }: Axis): number[] {
  const isEven = fXbins.length !== fNbins + 1;
  const edge = (bin: number) => (isEven ? fXmin + (bin * (fXmax - fXmin)) / fNbins : fXbins[bin]!);
  return Array.from({ length: fNbins }, (_, bin) => (edge(bin) + edge(bin + 1)) / 2);
}

/**
 * Tables of two-dimensional histograms: a row for each bin with its centre, a column for each histogram. Histograms with
 * the same bins share a table. Bins that are 0 in all of them are left out, and a single 0 is no value: that is how empty
 * bins are stored.
 */
export function tablesOfHistograms(histograms: readonly Histogram[], fileName: string): Table[] {
  const groups = new Map<string, Histogram[]>();
  for (const histogram of histograms) {
    const key = JSON.stringify([centresOf(histogram.fXaxis), centresOf(histogram.fYaxis)]);
    groups.set(key, [...(groups.get(key) ?? []), histogram]);
  }
  return [...groups.values()].map((group) => tableOf(group, fileName));
}

function tableOf(group: readonly Histogram[], fileName: string): Table {
  const [{ fXaxis, fYaxis }] = group as [Histogram, ...Histogram[]];
  const [xs, ys] = [centresOf(fXaxis), centresOf(fYaxis)];
  const records: ValueRecord[] = [];
  for (const [i, x] of xs.entries()) {
    for (const [j, y] of ys.entries()) {
      const bin = i + 1 + (xs.length + 2) * (j + 1);
      const values = group.map(({ fArray }): Cell => fArray[bin] || '');
      if (values.some((value) => value !== '')) {
        records.push({
          line: records.length + 1,
          path: `bin (${i + 1}, ${j + 1})`,
          cells: [x, y, ...values],
        });
      }
    }
  }
  const title = ({ path, fZaxis }: Histogram) => (fZaxis.fTitle ? `${path}, ${fZaxis.fTitle}` : path);
  const columns = [fXaxis.fTitle || 'x', fYaxis.fTitle || 'y', ...group.map(title)];
  return tableOfValues({
    fileName,
    name: group.map(({ path }) => path).join(', '),
    kind: 'root',
    columns,
    records,
  });
}

/** A graph as a contour; none where it has no line. */
export function contourOfGraph({ fNpoints, fX, fY }: Graph, path: string): FormatContour[] {
  const points = Array.from({ length: fNpoints }, (_, i): [number, number] => [fX[i]!, fY[i]!]);
  const line = points.filter((point) => point.every(Number.isFinite));
  return line.length < 2 ? [] : [{ label: path, axes: null, lines: [line] }];
}
