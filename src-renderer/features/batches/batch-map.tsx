import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type MouseEvent, useMemo } from 'react';
import { LegendStrip } from '#renderer/charts/legend-strip.tsx';
import { emptyView } from '#renderer/charts/slice/empty-view.ts';
import { fixedValues } from '#renderer/charts/slice/fixed-values.ts';
import { sliceAxes } from '#renderer/charts/slice/slice-axes.ts';
import { SlicePicture } from '#renderer/charts/slice/slice-picture.tsx';
import { MathSelect } from '#renderer/components/inputs/math-select.tsx';
import { SlicePlace } from '#renderer/components/inputs/slice-place.tsx';
import { causeOf } from '#renderer/components/notices/notify.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useView } from '#renderer/state/view-state.ts';
import type { BatchDetail, BatchDetailPoint } from '#shared/contract/batches/batches-methods.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import type { Parameter } from '#shared/domain/campaign-definition.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';
import styles from './batch-map.module.css';
import { batchMarks } from './batch-marks.ts';
import { BatchMarksLayer } from './batch-marks-layer.tsx';
import { useBatchView } from './batch-view.ts';
import { earlierPlaces } from './earlier-places.ts';
import { hiddenSliceLayers, mapLegend } from './map-legend.ts';
import { middlePoint, pointedValue } from './point-draft.ts';
import type { BatchEditing } from './use-batch-editing.ts';

interface BatchMapProps {
  readonly summary: CampaignSummary;
  readonly batch: BatchDetail;
  readonly editing: BatchEditing;
}

/** The batch over two parameters; a campaign of one has no map. */
export function BatchMap(props: BatchMapProps) {
  const { campaignId, definition } = props.summary;
  const [view, setView] = useView(useBatchView, campaignId);
  const axes = sliceAxes(definition.parameters, view);
  if (axes === null) return null;
  const { x, y, choices } = axes;
  const choose = (axis: 'x' | 'y', name: string) => setView(axes.with(axis, name));
  return (
    <section className={styles.map} aria-label="Map">
      <header className={styles.header}>
        <h2 className={styles.title}>Map</h2>
        <div className={styles.axes}>
          <span aria-hidden>x</span>
          <MathSelect name="x axis" choices={choices} value={x.name} onChange={(name) => choose('x', name)} />
          <span aria-hidden>y</span>
          <MathSelect name="y axis" choices={choices} value={y.name} onChange={(name) => choose('y', name)} />
        </div>
      </header>
      <MapPlot {...props} x={x} y={y} />
    </section>
  );
}

/** Of the whole drawing, and from its edges to the frame, in pixels. */
const HEIGHT = 400;
const MARGINS = { left: 60, top: 4, right: 20, bottom: 40 };

/** A click selects a point, or begins one where there is none. */
function MapPlot({ summary, batch, editing, x, y }: BatchMapProps & { x: Parameter; y: Parameter }) {
  const { campaignId, definition, iteration } = summary;
  const { parameters } = definition;
  const [view, setView] = useView(useBatchView, campaignId);
  const { ref, width } = useElementSize();
  const hidden = useMemo(() => new Set(view.hidden), [view.hidden]);
  const fixed = fixedValues(view.fixed, parameters, x, y);
  const points = useMethod('slice.points', { campaignId });
  const slice = useMethod(
    'slice.take',
    batch.iteration === null
      ? null
      : {
          campaignId,
          // The fits that chose the batch; where these are the newest ones, on the limits as they are now.
          iteration: batch.iteration === iteration ? null : batch.iteration,
          x: x.name,
          y: y.name,
          fixed,
          resolution: 'full',
        },
  );
  // Whatever is still shown from before may have other axes.
  const taken =
    slice.data?.view.x.name === x.name && slice.data.view.y.name === y.name ? slice.data.view : null;
  const shown = useMemo(
    () => taken ?? emptyView(x, y, definition.contour[0] ?? 'exp'),
    [taken, x, y, definition.contour],
  );
  const hiddenLayers = useMemo(() => hiddenSliceLayers(shown, hidden), [shown, hidden]);
  const marks = useMemo(() => batchMarks(batch.points, x.name, y.name, hidden), [batch.points, x, y, hidden]);
  const earlier = useMemo(
    () =>
      points.data && !hidden.has('earlier')
        ? earlierPlaces(points.data, [parameters.indexOf(x), parameters.indexOf(y)], batch.iteration)
        : [],
    [points.data, hidden, parameters, x, y, batch.iteration],
  );
  const { draft, selected, whyNot } = editing;
  const box = {
    left: MARGINS.left,
    top: MARGINS.top,
    width: Math.max(1, width - MARGINS.left - MARGINS.right),
    height: HEIGHT - MARGINS.top - MARGINS.bottom,
  };
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    if (whyNot !== null) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const across = (event.clientX - left - box.left) / box.width;
    const up = 1 - (event.clientY - top - box.top) / box.height;
    if (across < 0 || across > 1 || up < 0 || up > 1) return;
    editing.setDraft({
      ...(draft ?? { ...middlePoint(definition), ...fixed }),
      [x.name]: pointedValue(x, createScale(x).fromUnit(across)),
      [y.name]: pointedValue(y, createScale(y).fromUnit(up)),
    });
  };
  const setFixed = (values: Readonly<Record<string, number>>) =>
    setView({ fixed: { ...view.fixed, ...values } });
  const toggle = (id: string) =>
    setView({ hidden: hidden.has(id) ? view.hidden.filter((other) => other !== id) : [...view.hidden, id] });
  return (
    <>
      <LegendStrip entries={mapLegend(batch, taken)} hidden={hidden} onToggle={toggle} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the form behind "Add point" is the way by keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same */}
      <div
        ref={ref}
        className={styles.plot}
        style={{ height: HEIGHT }}
        data-fixed={whyNot !== null || undefined}
        data-old={slice.isPlaceholderData || undefined}
        onClick={onClick}
      >
        {width > 0 && (
          <SlicePicture
            view={shown}
            points={[]}
            foreign={[]}
            field={taken === null ? null : 'pexcl'}
            hidden={hiddenLayers}
            width={width}
            height={HEIGHT}
            box={box}
            label={`The batch over ${x.name} and ${y.name}: ${batch.points.length} points`}
            overlay={(frame) => (
              <BatchMarksLayer
                frame={frame}
                marks={marks}
                earlier={earlier}
                selected={selected === null ? null : (marks.find(({ id }) => id === selected.id) ?? null)}
                draft={draft === null ? null : [draft[x.name] ?? Number.NaN, draft[y.name] ?? Number.NaN]}
                onToggle={editing.actions.toggle}
              />
            )}
          />
        )}
        {slice.isError && taken === null && (
          <p className={styles.trouble} role="alert">
            The field could not be computed. {causeOf(slice.error)}
          </p>
        )}
        {taken !== null && taken.held.length > 0 && (
          <SlicePlace
            className={styles.caption}
            lead="field and line at"
            held={taken.held}
            parameters={parameters}
            onChange={setFixed}
          >
            <Button
              disabled={selected === null}
              onClick={() => selected && setFixed(heldValues(selected, taken))}
            >
              {selected === null ? 'At the selected point' : `At point ${selected.ordinal}`}
            </Button>
          </SlicePlace>
        )}
      </div>
    </>
  );
}

/** Where a slice through a point stands in the parameters that are on no axis. */
function heldValues({ parameters }: BatchDetailPoint, { held }: SliceView): Record<string, number> {
  return Object.fromEntries(
    held.flatMap(({ name }) => {
      const value = parameters[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
