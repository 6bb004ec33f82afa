import { type PointToMeasure, scanPoints } from '#resources/synthetic-scan/limit-tables.ts';
import { trueLnMu } from '#resources/synthetic-scan/synthetic-scan.ts';
import type { Space } from '#shared/domain/space.ts';
import { readDelimitedTable } from '#shared/formats/delimited/read-delimited.ts';
import type { Table } from '#shared/formats/table.ts';
import { requireColumn } from '#shared/limit-files/require-column.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';

/** How good the expected contour is, over points that no fit has seen. */
export interface Judgement {
  /** Average entropy of the exclusion, nats. */
  readonly entropy: number;
  /** Share of the space where 0.05 < p_excl < 0.95. */
  readonly uncertain: number;
  /** Share of the space on the right side of the contour; a real campaign cannot know it. */
  readonly right: number;
}

const POINTS = 1024;
const SEED = 2;

/** Points spread over the space, and the judge of what is predicted for them. */
export function createJudge(space: Space): {
  readonly points: Table;
  judge(predictedCsv: string): Judgement;
} {
  const points = scanPoints(space, POINTS, SEED);
  const names = space.names as readonly (keyof PointToMeasure)[];
  const rows = points.map((point) => names.map((name) => point[name] ?? null));
  return {
    points: readDelimitedTable(writeTable(names, rows), 'points to judge'),
    judge(predictedCsv) {
      const table = readDelimitedTable(predictedCsv, 'predictions');
      const column = (name: string): number[] => {
        const index = requireColumn(table, name);
        return table.rows.map(({ cells }) => Number(cells[index]));
      };
      const [mean, pExcl, entropy] = ['mean_exp', 'p_excl_exp', 'entropy_exp'].map(column);
      const share = (holds: (index: number) => boolean): number =>
        points.filter((_, index) => holds(index)).length / points.length;
      return {
        entropy: entropy.reduce((sum, value) => sum + value, 0) / points.length,
        uncertain: share((index) => pExcl[index] > 0.05 && pExcl[index] < 0.95),
        right: share((index) => mean[index] < 0 === trueLnMu('exp', points[index]) < 0),
      };
    },
  };
}
