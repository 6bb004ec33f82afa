import { formatParameter } from '#renderer/components/numbers/format-quantity.ts';
import type { NearPoint } from '#shared/figures/near-points.ts';
import type { PlotFrame } from '#shared/figures/plot-frame.ts';
import styles from '../contours.module.css';
import type { ContoursProps } from '../contours-props.ts';
import { usePointer } from '../pointer-state.ts';
import type { SlicePointer } from './use-slice-pointer.ts';

interface SliceOverlayProps extends Pick<ContoursProps, 'choice'> {
  readonly frame: PlotFrame;
  readonly points: readonly NearPoint[];
  readonly pointer: SlicePointer;
}

/** What moves over the slice: the cut's line with its handle, the pointer's place, the ring around a point. */
export function SliceOverlay({ frame, choice, points, pointer }: SliceOverlayProps) {
  const { left, top, width, height } = frame;
  const { y, cutAt } = choice;
  const at = frame.y.position(cutAt);
  return (
    <>
      <rect
        className={styles.surface}
        x={left}
        y={top}
        width={width}
        height={height}
        onPointerMove={pointer.onPointerMove}
        onPointerLeave={pointer.onPointerLeave}
      />
      <PointerMarks frame={frame} points={points} />
      <path className={styles.cutLine} d={`M${left} ${at}h${width}`} />
      <g
        className={styles.cutGrip}
        role="slider"
        tabIndex={0}
        aria-label={`Cut at ${y.name}`}
        aria-orientation="vertical"
        aria-valuemin={y.lower}
        aria-valuemax={y.upper}
        aria-valuenow={cutAt}
        aria-valuetext={formatParameter(cutAt, y)}
        onKeyDown={pointer.onCutKey}
        onPointerDown={pointer.onCutDown}
        onPointerMove={pointer.onCutMove}
        onPointerUp={pointer.onCutUp}
      >
        <path className={styles.cutReach} d={`M${left} ${at}h${width}`} />
        <circle className={styles.cutHandle} cx={left + width} cy={at} r={4.5} />
      </g>
    </>
  );
}

function PointerMarks({ frame, points }: Pick<SliceOverlayProps, 'frame' | 'points'>) {
  const { place, point } = usePointer();
  const found = points.find(({ index }) => index === point);
  return (
    <g className={styles.marks}>
      {place && (
        <path
          className={styles.hairline}
          d={`M${frame.x.position(place.x)} ${frame.top}v${frame.height}M${frame.left} ${frame.y.position(place.y)}h${frame.width}`}
        />
      )}
      {found && (
        <circle
          className={styles.ring}
          cx={frame.x.position(found.x)}
          cy={frame.y.position(found.y)}
          r={8.5}
        />
      )}
    </g>
  );
}
