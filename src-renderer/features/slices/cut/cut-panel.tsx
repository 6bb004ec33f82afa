import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useId, useMemo } from 'react';
import { axisOf } from '#renderer/charts/slice/empty-view.ts';
import { figureColours } from '#renderer/charts/slice/figure-colours.ts';
import { MathLabels, svgElements } from '#renderer/charts/slice/svg-element.tsx';
import { useChartTokens } from '#renderer/charts/use-chart-tokens.ts';
import { ToolButton } from '#renderer/components/layout/tool-button.tsx';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import { shownUnit } from '#renderer/components/numbers/energy-unit.ts';
import { formatParameter } from '#renderer/components/numbers/format-quantity.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';
import { drawCutPlot } from '#shared/figures/cut-plot.ts';
import type { PlotFrame } from '#shared/figures/plot-frame.ts';
import styles from '../contours.module.css';
import type { PlotProps } from '../contours-props.ts';
import { movePointer, usePointer } from '../pointer-state.ts';
import { MOVE_SHARE, movedBy } from '../slice-choice.ts';
import { useCut } from './use-cut.ts';

/** The limit along x where the cut's line lies, under the slice and on the same x axis. */
export function CutPanel(props: PlotProps) {
  const { choice, slice, input, layout, hidden, change, campaign } = props;
  const { x, y, cutAt } = choice;
  const { width, height, box } = layout.cut;
  const tokens = useChartTokens();
  const colours = useMemo(() => figureColours(tokens), [tokens]);
  const idPrefix = useId().replace(/[^\w-]/g, '');
  const cut = useCut(slice, input, choice);
  const of = slice.taken?.view.of ?? campaign.definition.contour[0] ?? 'exp';
  const axis = useMemo(() => ({ ...axisOf(x), shownIn: shownUnit(x.unit) }), [x]);
  const { left, top, width: plotWidth, height: plotHeight } = box;
  const plot = useMemo(
    () =>
      drawCutPlot(
        { axis, cut, of, hidden, colours, idPrefix },
        { left, top, width: plotWidth, height: plotHeight },
      ),
    [axis, cut, of, hidden, colours, idPrefix, left, top, plotWidth, plotHeight],
  );
  const drawing = useMemo(() => svgElements(plot.nodes), [plot]);
  const move = (by: number) => change({ cutAt: movedBy(y, cutAt, by) });
  return (
    <section className={styles.cut} aria-label="Cut">
      <header
        className={styles.cutHeader}
        style={{ paddingLeft: box.left, paddingRight: layout.cut.width - box.left - box.width - 56 }}
      >
        <h2 className={styles.cutTitle}>Cut</h2>
        <Tex>{`along ${parameterTitle(x, false)} at ${parameterTitle(y, false)} = ${formatParameter(cutAt, y)}`}</Tex>
        <span className={styles.cutHint}>drag the line in the slice, or</span>
        <ToolButton
          label="Cut further up"
          keys="ArrowUp"
          size={20}
          variant="default"
          onClick={() => move(MOVE_SHARE)}
        >
          <IconArrowUp />
        </ToolButton>
        <ToolButton
          label="Cut further down"
          keys="ArrowDown"
          size={20}
          variant="default"
          onClick={() => move(-MOVE_SHARE)}
        >
          <IconArrowDown />
        </ToolButton>
      </header>
      <div className={styles.cutPlot}>
        <svg
          className={slice.isOld ? styles.old : undefined}
          width={width}
          height={height}
          role="img"
          aria-label={`Limit on μ along ${x.name} at ${y.name} = ${formatParameter(cutAt, y)}`}
        >
          {drawing}
          <rect
            className={styles.surface}
            x={box.left}
            y={box.top}
            width={box.width}
            height={box.height}
            onPointerMove={(event) => {
              const bounds = event.currentTarget.getBoundingClientRect();
              const share = (event.clientX - bounds.left) / bounds.width;
              movePointer({ x: createScale(x).fromUnit(Math.min(1, Math.max(0, share))), y: cutAt });
            }}
            onPointerLeave={() => movePointer(null)}
          />
          <CutHairline frame={plot.frame} />
        </svg>
        <MathLabels nodes={plot.nodes} />
      </div>
    </section>
  );
}

function CutHairline({ frame }: { frame: PlotFrame }) {
  const place = usePointer((state) => state.place);
  if (place === null) return null;
  return (
    <path className={styles.hairline} d={`M${frame.x.position(place.x)} ${frame.top}v${frame.height}`} />
  );
}
