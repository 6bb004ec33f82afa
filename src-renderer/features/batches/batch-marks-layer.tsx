import type { PlotFrame } from '#shared/figures/plot-frame.ts';
import styles from './batch-map.module.css';
import type { BatchMark } from './batch-marks.ts';

interface BatchMarksLayerProps {
  readonly frame: PlotFrame;
  readonly marks: readonly BatchMark[];
  /** Places that were known before. */
  readonly earlier: readonly (readonly [x: number, y: number])[];
  readonly selected: string | null;
  readonly draft: readonly [x: number, y: number] | null;
  readonly onSelect: (id: string) => void;
}

/** The points over the map's field. The table beside it is their counterpart for keyboards and screen readers. */
export function BatchMarksLayer({ frame, marks, earlier, selected, draft, onSelect }: BatchMarksLayerProps) {
  const at = ([x, y]: readonly [number, number]) =>
    `translate(${frame.x.position(x)} ${frame.y.position(y)})`;
  const known = earlier.map(([x, y]) => `M${frame.x.position(x)} ${frame.y.position(y)}h.01`).join('');
  const right = frame.left + frame.width;
  return (
    <>
      <path className={styles.earlier} d={known} />
      {marks.map(({ id, x, y, shape, look, label }) => {
        const isAtTheEnd = frame.x.position(x) > right - LABEL_ROOM;
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table's rows are the way by keyboard
          <g
            key={id}
            className={styles.mark}
            data-look={look}
            data-selected={id === selected || undefined}
            transform={at([x, y])}
            onClick={(event) => {
              event.stopPropagation();
              onSelect(id);
            }}
          >
            {id === selected && <circle className={styles.ring} r={9.5} />}
            <circle className={styles.hit} r={9} />
            {shape === 'circle' ? <circle r={4.8} /> : <path d="M0-5.5 5.5 0 0 5.5-5.5 0Z" />}
            <text x={isAtTheEnd ? -9 : 9} y={-3} textAnchor={isAtTheEnd ? 'end' : 'start'}>
              {label}
            </text>
          </g>
        );
      })}
      {draft?.every(Number.isFinite) && (
        <g className={styles.draft} transform={at(draft)}>
          <path d="M0-6.5 6.5 0 0 6.5-6.5 0ZM-11 0H-4M4 0H11M0-11V-4M0 4V11" />
        </g>
      )}
    </>
  );
}

const LABEL_ROOM = 24;
