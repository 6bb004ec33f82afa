import { memo, useMemo } from 'react';
import type { PlotFrame } from '#shared/figures/plot-frame.ts';
import styles from './batch-map.module.css';
import type { BatchMark } from './batch-marks.ts';
import { placeLabels } from './place-labels.ts';

type Place = readonly [x: number, y: number];

interface BatchMarksLayerProps extends Omit<MarksProps, 'first'>, EarlierProps {
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
      <Marks frame={frame} marks={marks} first={selected?.id ?? null} onToggle={onToggle} />
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
  /** The mark whose number is shown before any other. */
  readonly first: string | null;
  readonly onToggle: (id: string) => void;
}

const Marks = memo(function Marks({ frame, marks, first, onToggle }: MarksProps) {
  const labels = useMemo(() => {
    const placed = marks.map((mark) => ({
      ...mark,
      x: frame.x.position(mark.x),
      y: frame.y.position(mark.y),
    }));
    const rank = ({ id, look }: BatchMark) => (id === first ? 0 : look === 'faded' ? 2 : 1);
    return placeLabels(
      placed.toSorted((a, b) => rank(a) - rank(b)),
      frame,
    );
  }, [frame, marks, first]);
  return marks.map(({ id, x, y, shape, look, label }) => {
    const place = labels.get(id);
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
        <MarkOutline shape={shape} />
        {place && (
          <text x={place.dx} y={place.dy} textAnchor={place.anchor}>
            {label}
          </text>
        )}
      </g>
    );
  });
});

function MarkOutline({ shape }: Pick<BatchMark, 'shape'>) {
  switch (shape) {
    case 'circle':
      return <circle r={4.8} />;
    case 'triangle':
      return <path d="M0-5.8 5.4 3.6H-5.4Z" />;
    case 'diamond':
      return <path d="M0-5.5 5.5 0 0 5.5-5.5 0Z" />;
  }
}

const at = (frame: PlotFrame, [x, y]: Place): string =>
  `translate(${frame.x.position(x)} ${frame.y.position(y)})`;
