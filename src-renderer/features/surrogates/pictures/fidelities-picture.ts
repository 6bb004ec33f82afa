import { buildScatterOption } from '#renderer/charts/builders/build-scatter-option.ts';
import type { ChartLook } from '#renderer/charts/figure.tsx';
import { niceBounds } from '#renderer/charts/frame/nice-bounds.ts';
import { rectangle } from '#renderer/charts/layers/region-layer.ts';
import type { Picture } from '#renderer/charts/picture.ts';
import type { DiagnosisReport } from '#shared/contract/surrogates/surrogates-methods.ts';

export type Fidelities = NonNullable<DiagnosisReport['fidelities']>;

/** Whether the two fidelities are on different sides of the contour at a point. */
export function disagreesOnExclusion({ low, high }: Fidelities, index: number): boolean {
  return (low[index] ?? 0) < 0 !== (high[index] ?? 0) < 0;
}

/** ln μ of the full analysis against the cheap estimate, with the quarters where they disagree on the exclusion. */
export function fidelitiesPicture(fidelities: Fidelities, look: ChartLook): Picture {
  const { low, high } = fidelities;
  const bounds = niceBounds([...low, ...high], [0]);
  const at = low.map((value, i) => [value, high[i] ?? 0] as const);
  const [from, to] = bounds;
  return buildScatterOption({
    x: { bounds, title: '$\\ln\\mu$ low' },
    y: { bounds, title: '$\\ln\\mu$ high' },
    regions: [
      rectangle('low-alone', [from, 0], [0, to], 'badSoft', 0.6),
      rectangle('high-alone', [0, to], [from, 0], 'badSoft', 0.6),
    ],
    guides: [
      { id: 'equal', from: [from, from], to: [to, to], color: 'axis', stroke: 'dotted' },
      { id: 'low-contour', from: [0, from], to: [0, to], color: 'axis', stroke: 'solid' },
      { id: 'high-contour', from: [from, 0], to: [to, 0], color: 'axis', stroke: 'solid' },
    ],
    points: [
      { id: 'agree', at: at.filter((_, i) => !disagreesOnExclusion(fidelities, i)), color: 'high', size: 7 },
      {
        id: 'disagree',
        at: at.filter((_, i) => disagreesOnExclusion(fidelities, i)),
        color: 'low',
        shape: 'diamond',
        size: 9,
      },
    ],
    ...look,
  });
}
