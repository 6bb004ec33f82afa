import type { SlicePointColumns } from '#shared/contract/slice-methods.ts';
import type { IterationStatus } from '#shared/contract/status.ts';
import type { Parameter } from '#shared/domain/campaign-definition.ts';
import type { FigurePoint } from '#shared/figures/points-layer.ts';

/** What an iteration is compared with; null for the first one itself. */
export function comparedWith(
  iterations: readonly IterationStatus[],
  current: IterationStatus,
  against: 'previous' | 'first',
): IterationStatus | null {
  const other = iterations[against === 'first' ? 0 : iterations.indexOf(current) - 1];
  return other === undefined || other === current ? null : other;
}

/** The points that an iteration was the first to know, wherever they are in the hidden parameters. */
export function newPoints(
  { theta, fidelity, state, iteration: first }: SlicePointColumns,
  parameters: readonly Parameter[],
  x: Parameter,
  y: Parameter,
  iteration: number,
): FigurePoint[] {
  const [across, up] = [parameters.indexOf(x), parameters.indexOf(y)];
  return theta.flatMap((values, index): FigurePoint[] => {
    if (first[index] !== iteration || state[index] !== 'known') return [];
    return [
      {
        x: values[across] ?? Number.NaN,
        y: values[up] ?? Number.NaN,
        distance: 0,
        fidelity: fidelity[index] ?? 'high',
        state: 'proposed',
        isExcluded: false,
      },
    ];
  });
}
