import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { LegendStrip } from '#renderer/charts/legend-strip.tsx';
import { fixedValues } from '#renderer/charts/slice/fixed-values.ts';
import { sliceAxes } from '#renderer/charts/slice/slice-axes.ts';
import { SlicePicture } from '#renderer/charts/slice/slice-picture.tsx';
import { MathSelect } from '#renderer/components/inputs/math-select.tsx';
import { SlicePlace } from '#renderer/components/inputs/slice-place.tsx';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { causeOf } from '#renderer/components/notices/notify.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useView } from '#renderer/state/view-state.ts';
import type { IterationStatus } from '#shared/contract/iterations/status.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import type { Parameter } from '#shared/domain/campaign-definition.ts';
import { LOW_ALONE } from '#shared/figures/limit-style.ts';
import { comparedWith, newPoints } from './compare-iterations.ts';
import type { IterationPanelProps } from './metric-panels.tsx';
import styles from './progress.module.css';
import { useProgressView } from './progress-view.ts';

/** Layers that would crowd the small plot: it shows how the contour moves. */
const HIDDEN = new Set(['obs', 'theory', 'band1', 'band2', 'model', 'extrapolated', 'crossing']);

/** From the edges of the drawing to the frame, in pixels. */
const MARGINS = { left: 58, top: 6, right: 18, bottom: 40 };

/** The slice as an iteration knew it, with the contour before it and the points that were new in it. */
export function SlicePanel({ summary, iterations, current }: IterationPanelProps) {
  const { campaignId, definition } = summary;
  const [view, setView] = useView(useProgressView, campaignId);
  const axes = sliceAxes(definition.parameters, view);
  if (axes === null) return null;
  const { x, y, choices } = axes;
  const choose = (axis: 'x' | 'y', name: string) => setView(axes.with(axis, name));
  const before = comparedWith(iterations, current, view.against);
  return (
    <div className={styles.cell}>
      <SliceOfIteration
        key={`${x.name} ${y.name}`}
        summary={summary}
        iterations={iterations}
        current={current}
        before={before}
        x={x}
        y={y}
        axes={
          <>
            <MathSelect label="x" value={x.name} choices={choices} onChange={(name) => choose('x', name)} />
            <MathSelect label="y" value={y.name} choices={choices} onChange={(name) => choose('y', name)} />
          </>
        }
      />
    </div>
  );
}

function SliceOfIteration({
  summary,
  iterations,
  current,
  before,
  x,
  y,
  axes,
}: Omit<IterationPanelProps, 'over'> & {
  before: IterationStatus | null;
  x: Parameter;
  y: Parameter;
  axes: React.ReactNode;
}) {
  const { campaignId, definition } = summary;
  const [view, setView] = useView(useProgressView, campaignId);
  const { ref, width, height } = useElementSize();
  const fixed = fixedValues(view.fixed, definition.parameters, x, y);
  const wanted = { campaignId, x: x.name, y: y.name, fixed, resolution: 'full' as const };
  const slice = useMethod('slice.take', { ...wanted, iteration: current.iteration });
  const earlier = useMethod('slice.take', before && { ...wanted, iteration: before.iteration });
  const points = useMethod('slice.points', { campaignId });
  const shown = slice.data?.view ?? null;
  // The one of another iteration must not stand under this one's name.
  const beforeView = earlier.data?.iteration === before?.iteration ? (earlier.data?.view ?? null) : null;
  const news = useMemo(
    () =>
      points.data ? newPoints(points.data, definition.parameters, x, y, current.iteration, shown?.held) : [],
    [points.data, definition.parameters, x, y, current.iteration, shown?.held],
  );
  const foreign = useMemo(
    () => (beforeView === null || before === null ? [] : [contourBefore(beforeView, before.iteration)]),
    [beforeView, before],
  );
  const box = {
    left: MARGINS.left,
    top: MARGINS.top,
    width: Math.max(1, width - MARGINS.left - MARGINS.right),
    height: Math.max(1, height - MARGINS.top - MARGINS.bottom),
  };
  const isFirst = current.iteration === iterations[0]?.iteration;
  return (
    <Panel
      title={`Slice at iteration ${current.iteration}`}
      value={
        shown && (
          <SlicePlace
            held={shown.held}
            parameters={definition.parameters}
            onChange={(values) => setView({ fixed: { ...view.fixed, ...values } })}
          >
            {axes}
          </SlicePlace>
        )
      }
    >
      <div className={styles.legend}>
        <LegendStrip
          entries={[
            {
              id: 'now',
              label: `iteration ${current.iteration}${current.nHigh > 0 ? '' : `, ${LOW_ALONE}`}`,
              glyph: current.nHigh === 0 ? 'dash-dotted' : shown?.of === 'obs' ? 'solid' : 'dashed',
              color: 'ink',
            },
            ...(before === null
              ? []
              : [
                  {
                    id: 'before',
                    label: `iteration ${before.iteration}${before.nHigh > 0 ? '' : `, ${LOW_ALONE}`}`,
                    glyph: before.nHigh === 0 ? 'dash-dotted' : 'solid',
                    color: 'series2',
                  } as const,
                ]),
            { id: 'new', label: isFirst ? 'points' : 'new points', glyph: 'diamond-open', color: 'proposed' },
          ]}
        />
      </div>
      <div ref={ref} className={styles.chart} data-old={slice.isPlaceholderData || undefined}>
        {slice.isError && shown === null && (
          <p className={styles.nothing}>The slice could not be computed. {causeOf(slice.error)}</p>
        )}
        {shown !== null && width > 0 && height > 0 && (
          <SlicePicture
            view={shown}
            points={news}
            foreign={foreign}
            field="pexcl"
            hidden={shown.of === 'obs' ? HIDDEN_BUT_OBSERVED : HIDDEN}
            width={width}
            height={height}
            box={box}
            label={`The slice as iteration ${current.iteration} knew it`}
          />
        )}
      </div>
    </Panel>
  );
}

const HIDDEN_BUT_OBSERVED = new Set([...HIDDEN, 'exp'].filter((layer) => layer !== 'obs'));

function contourBefore({ quantities, of }: SliceView, iteration: number) {
  return {
    id: 'before',
    label: `iteration ${iteration}`,
    lines: quantities[of]?.lines ?? [],
    colour: 1,
    isLowAlone: quantities[of]?.fidelity === 'low',
  };
}
