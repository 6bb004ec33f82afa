import { memo } from 'react';
import type { PlotFrame } from '#shared/figures/plot-frame.ts';
import styles from './batch-map.module.css';
import type { BatchMark } from './batch-marks.ts';

type Place = readonly [x: number, y: number];

interface BatchMarksLayerProps extends MarksProps, EarlierProps {
  readonly selected: BatchMark | null;
  /** A point that is being added. */
  readonly draft: Place | null;
}

/** The points over the map's field. The table beside it is their counterpart for keyboards and screen readers. */
export function BatchMarksLayer({ frame, marks, earlier, selected, draft, onToggle }: BatchMarksLayerProps) {
  return (
    <>
      <Earlier frame={frame} earlier={earlier} />
      {selected !== null && (
        <circle className={styles.ring} r={9.5} transform={at(frame, [selected.x, selected.y])} />
      )}
      <Marks frame={frame} marks={marks} onToggle={onToggle} />
      {draft?.every(Number.isFinite) && (
        <g className={styles.draft} transform={at(frame, draft)}>
          <path d="M0-6.5 6.5 0 0 6.5-6.5 0ZM-11 0H-4M4 0H11M0-11V-4M0 4V11" />
        </g>
      )}
    </>
  );
}

interface EarlierProps {
  readonly frame: PlotFrame;
  /** Places that were known before. */
  readonly earlier: readonly Place[];
}

/** One path for all of them: there may be thousands. */
const Earlier = memo(function Earlier({ frame, earlier }: EarlierProps) {
  const dots = earlier.map(([x, y]) => `M${frame.x.position(x)} ${frame.y.position(y)}h.01`).join('');
  return <path className={styles.earlier} d={dots} />;
});

interface MarksProps {
  readonly frame: PlotFrame;
  readonly marks: readonly BatchMark[];
  readonly onToggle: (id: string) => void;
}

const LABEL_ROOM = 24;

const Marks = memo(function Marks({ frame, marks, onToggle }: MarksProps) {
  const right = frame.left + frame.width;
  return marks.map(({ id, x, y, shape, look, label }) => {
    const isAtTheEnd = frame.x.position(x) > right - LABEL_ROOM;
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the table's rows are the way by keyboard
      <g
        key={id}
        className={styles.mark}
        data-look={look}
        transform={at(frame, [x, y])}
        onClick={(event) => {
          event.stopPropagation();
          onToggle(id);
        }}
      >
        <circle className={styles.hit} r={9} />
        {shape === 'circle' ? <circle r={4.8} /> : <path d="M0-5.5 5.5 0 0 5.5-5.5 0Z" />}
        <text x={isAtTheEnd ? -9 : 9} y={-3} textAnchor={isAtTheEnd ? 'end' : 'start'}>
          {label}
        </text>
      </g>
    );
  });
});

const at = (frame: PlotFrame, [x, y]: Place): string =>
  `translate(${frame.x.position(x)} ${frame.y.position(y)})`;
