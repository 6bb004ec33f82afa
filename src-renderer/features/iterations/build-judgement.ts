import { pullsOf } from '#renderer/charts/builders/build-pulls-option.ts';
import { buildScatterOption } from '#renderer/charts/builders/build-scatter-option.ts';
import type { ChartLook } from '#renderer/charts/figure.tsx';
import type { Picture } from '#renderer/charts/picture.ts';
import type { IterationJudgement } from '#shared/contract/iterations/iterations-methods.ts';

/** Points far out stand at the edge, so that they do not press all others flat. */
const MOST_PULL = 5;

export function buildReturned(returned: IterationJudgement['returned'], look: ChartLook): Picture {
  const batches = returned.map(({ batch }) => batch);
  const first = Math.min(...batches);
  const last = Math.max(...batches);
  const x = [first - 0.6, last + 0.6] as const;
  const at = returned.flatMap((judged) => {
    const pulls = judged.lnMu ? pullsOf({ y: judged.y, ...judged.lnMu }) : [];
    return pulls.map((pull, i) => {
      const aside = pulls.length < 2 ? 0 : (i / (pulls.length - 1) - 0.5) * 0.5;
      return [judged.batch + aside, Math.max(-MOST_PULL, Math.min(MOST_PULL, pull))] as const;
    });
  });
  return buildScatterOption({
    x: { bounds: x, title: 'batch', tickCount: Math.min(10, last - first + 1), isWhole: true },
    y: { bounds: [-MOST_PULL - 0.5, MOST_PULL + 0.5], title: 'pull $(y - \\hat y)/\\sigma$' },
    points: [{ id: 'pulls', at, color: 'accent', isOpen: true, size: 6 }],
    guides: [-1, 0, 1].map((pull) => ({
      id: `at-${pull}`,
      from: [x[0], pull],
      to: [x[1], pull],
      color: 'axis',
      stroke: pull === 0 ? 'solid' : 'dotted',
      width: 0.8,
    })),
    ...look,
  });
}
