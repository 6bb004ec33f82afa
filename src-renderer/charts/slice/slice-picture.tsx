import { type ReactNode, useId, useMemo } from 'react';
import { shownUnit } from '#renderer/components/numbers/energy-unit.ts';
import type { RasterSource, ShownField } from '#shared/contract/slices/figure.ts';
import { rampColours, rasteriseField } from '#shared/figures/field-raster.ts';
import { rampOf } from '#shared/figures/palette.ts';
import type { Box, PlotFrame } from '#shared/figures/plot-frame.ts';
import { barBeside } from '#shared/figures/slice-figure.ts';
import type { Layer } from '#shared/figures/slice-layers.ts';
import { drawSlicePlot, type SlicePlotInput } from '#shared/figures/slice-plot.ts';
import { useChartTokens } from '../use-chart-tokens.ts';
import { FieldCanvas } from './field-canvas.tsx';
import { figureColours } from './figure-colours.ts';
import styles from './slice-picture.module.css';
import { MathLabels, svgElements } from './svg-element.tsx';

export interface SlicePictureProps
  extends Pick<SlicePlotInput, 'view' | 'points' | 'foreign' | 'field' | 'hidden' | 'isSmall'> {
  /** Of the whole drawing, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the plot's frame in it. */
  readonly box: Box;
  readonly label: string;
  /** What the field is computed from where that is not the slice itself: a difference. */
  readonly fieldSource?: RasterSource | undefined;
  /** Whether a colour bar stands to the right of the frame. */
  readonly hasBar?: boolean;
  /** What lies over the plot and moves with the pointer. */
  readonly overlay?: (frame: PlotFrame) => ReactNode;
  /** Stands above the drawing, made of its layers. */
  readonly legend?: (layers: readonly Layer[]) => ReactNode;
  readonly className?: string | undefined;
}

/** A slice as files have it, in the colours of the window. */
export function SlicePicture({
  width,
  height,
  box,
  label,
  hasBar = false,
  overlay,
  legend,
  className,
  fieldSource,
  ...input
}: SlicePictureProps) {
  const tokens = useChartTokens();
  const colours = useMemo(() => figureColours(tokens), [tokens]);
  const idPrefix = useId().replace(/[^\w-]/g, '');
  const { view, points, foreign, field, hidden, isSmall } = input;
  const source = fieldSource ?? view;
  const { left, top, width: plotWidth, height: plotHeight } = box;
  const plot = useMemo(
    () =>
      drawSlicePlot(
        {
          view,
          points,
          foreign,
          field,
          colours,
          idPrefix,
          shownIn: { x: shownUnit(view.x.unit), y: shownUnit(view.y.unit) },
          ...(hidden && { hidden }),
          ...(isSmall && { isSmall }),
        },
        { left, top, width: plotWidth, height: plotHeight },
      ),
    [view, points, foreign, field, hidden, isSmall, colours, idPrefix, left, top, plotWidth, plotHeight],
  );
  const bar = useMemo(
    () =>
      hasBar && field !== null
        ? barBeside(
            source,
            field,
            { left, top, width: plotWidth, height: plotHeight },
            colours,
            `${idPrefix}-bar`,
          )
        : [],
    [hasBar, field, source, colours, idPrefix, left, top, plotWidth, plotHeight],
  );
  const nodes = useMemo(() => [...plot.nodes, ...bar], [plot, bar]);
  const drawing = useMemo(() => svgElements(nodes), [nodes]);
  return (
    <>
      {legend?.(plot.layers)}
      <div className={`${styles.picture} ${className ?? ''}`} style={{ width, height }}>
        {field !== null && <Field source={source} field={field} box={box} stops={rampOf(colours, field)} />}
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: its drawing has a name, and what lies over it is operated */}
        <svg className={styles.drawing} width={width} height={height}>
          {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group of shapes is one picture */}
          <g role="img" aria-label={label}>
            {drawing}
          </g>
          {overlay?.(plot.frame)}
        </svg>
        <MathLabels nodes={nodes} />
      </div>
    </>
  );
}

const FINE_NODES = 50;

function Field({
  source,
  field,
  box,
  stops,
}: {
  source: RasterSource;
  field: ShownField;
  box: Box;
  stops: readonly string[];
}) {
  // A coarse slice is on its way to a finer one; the screen smooths its pixels.
  const density = source.x.values.length < FINE_NODES ? 0.5 : 1;
  const width = Math.max(2, Math.round(density * box.width));
  const height = Math.max(2, Math.round(density * box.height));
  const raster = useMemo(() => rasteriseField(source, field, width, height), [source, field, width, height]);
  const colours = useMemo(() => rampColours(stops), [stops]);
  return <FieldCanvas box={box} raster={raster} colours={colours} />;
}
