import { useMemo, useRef } from 'react';
import { emptyView } from '#renderer/charts/slice/empty-view.ts';
import { FigureLegend } from '#renderer/charts/slice/figure-legend.tsx';
import { SlicePicture } from '#renderer/charts/slice/slice-picture.tsx';
import type { ForeignLine } from '#shared/contract/slices/figure.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import type { PlotFrame } from '#shared/figures/plot-frame.ts';
import { foreignLines } from '../compare/foreign-lines.ts';
import styles from '../contours.module.css';
import type { PlotProps } from '../contours-props.ts';
import { PointTooltip } from './point-tooltip.tsx';
import { SliceOverlay } from './slice-overlay.tsx';
import { useSlicePointer } from './use-slice-pointer.ts';

/** The slice itself, with its legend above it. */
export function MainSlice(props: PlotProps) {
  const { slice, layout, hidden, view, change, choice, points, columns, comparison, campaign } = props;
  const { width, height, box } = layout.slice;
  const shown: SliceView =
    slice.taken?.view ?? emptyView(choice.x, choice.y, campaign.definition.contour[0] ?? 'exp');
  const own = view.field === 'none' || slice.taken === null ? null : view.field;
  const field = comparison?.difference ? 'difference' : own;
  const frame = useRef<PlotFrame>(null);
  const pointer = useSlicePointer({ frame, box, points, hidden, choice, change });
  const foreign = useMemo(
    (): ForeignLine[] => foreignLines(view.overlays, comparison, shown),
    [view.overlays, comparison, shown],
  );
  return (
    <div className={styles.slice}>
      <SlicePicture
        view={shown}
        points={points}
        foreign={foreign}
        field={field}
        fieldSource={comparison?.difference ?? undefined}
        hidden={hidden}
        width={width}
        height={height}
        box={box}
        hasBar
        className={slice.isOld ? styles.old : undefined}
        label={labelOf(shown)}
        legend={(layers) => (
          <div className={styles.legend} style={{ paddingLeft: box.left }}>
            <FigureLegend
              layers={layers}
              hidden={hidden}
              onToggle={(id) =>
                change({
                  hidden: hidden.has(id) ? view.hidden.filter((other) => other !== id) : [...view.hidden, id],
                })
              }
            />
          </div>
        )}
        overlay={(drawn) => {
          frame.current = drawn;
          return <SliceOverlay frame={drawn} choice={choice} points={points} pointer={pointer} />;
        }}
      />
      <PointTooltip {...props} frame={frame} columns={columns} />
    </div>
  );
}

/** What the picture shows, in words. */
function labelOf({ x, y, quantities, blank }: SliceView): string {
  const contours = Object.entries(quantities)
    .filter(([, quantity]) => quantity.lines.length > 0)
    .map(([name]) => name);
  const what = blank === null ? `contours of ${contours.join(', ')}` : 'no contour';
  return `Slice in ${x.name} and ${y.name}: ${what}`;
}
