import type { RefObject } from 'react';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import {
  formatDistance,
  formatLimit,
  formatParameter,
} from '#renderer/components/numbers/format-quantity.ts';
import type { PlotFrame } from '#shared/figures/plot-frame.ts';
import styles from '../contours.module.css';
import type { PlotProps } from '../contours-props.ts';
import { usePointer } from '../pointer-state.ts';
import { describePoint } from './describe-point.ts';

/** Values of the point under the pointer, beside it. */
export function PointTooltip({
  frame: frameRef,
  points,
  columns,
  campaign,
  choice,
  layout,
}: PlotProps & { frame: RefObject<PlotFrame | null> }) {
  const index = usePointer((state) => state.point);
  const frame = frameRef.current;
  const point = points.find((shown) => shown.index === index);
  if (point === undefined || columns === null || frame === null) return null;
  const { title, remark, limits } = describePoint(columns, point.index);
  const theta = columns.theta[point.index] ?? [];
  const { parameters } = campaign.definition;
  const value = (name: string) => theta[parameters.findIndex((parameter) => parameter.name === name)] ?? null;
  const pairs = [[choice.x, choice.y], ...pairsOf(choice.hidden)];
  const x = frame.x.position(point.x);
  const isRight = x > layout.slice.width / 2;
  return (
    <div
      className={styles.tooltip}
      role="status"
      style={{
        top: Math.max(48, frame.y.position(point.y) - 90),
        ...(isRight ? { right: layout.slice.width - x + 16 } : { left: x + 16 }),
      }}
    >
      <p className={styles.tooltipTitle}>
        <b>{title}</b> {remark}
      </p>
      <dl>
        {pairs.map((pair) => (
          <div key={pair[0]?.name} className={styles.tooltipRow}>
            <dt>
              <Tex>{pair.map((parameter) => parameterTitle(parameter, false)).join(', ')}</Tex>
            </dt>
            <dd>{pair.map((parameter) => formatParameter(value(parameter.name), parameter)).join(', ')}</dd>
          </div>
        ))}
        {limits.map(({ name, mu }) => (
          <div key={name} className={styles.tooltipRow}>
            <dt>
              <Tex>{name}</Tex>
            </dt>
            <dd>{formatLimit(mu)}</dd>
          </div>
        ))}
        {choice.hidden.length > 0 && (
          <div className={styles.tooltipRow}>
            <dt>Off the slice by</dt>
            <dd>{formatDistance(point.distance)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** Two to a line, as people write them. */
function pairsOf<T>(items: readonly T[]): T[][] {
  return items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));
}
