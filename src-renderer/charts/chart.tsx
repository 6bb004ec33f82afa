import { useEffect, useLayoutEffect, useRef } from 'react';
import { Tex } from '#renderer/components/math/tex.tsx';
import styles from './chart.module.css';
import { type ECharts, init } from './echarts.ts';
import type { Picture } from './picture.ts';

interface ChartProps {
  readonly picture: Picture;
  /** What the chart shows, in words, for screen readers: with its present value where it has one. */
  readonly label: string;
}

/** A chart: a builder's picture, drawn anew whenever it differs, in whatever room there is. */
export function Chart({ picture, label }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);

  useLayoutEffect(() => {
    const element = holder.current!;
    const instance = init(element, null, { renderer: 'canvas' });
    chart.current = instance;
    const observer = new ResizeObserver(() => instance.resize({ animation: { duration: 0 } }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      instance.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(picture.option, { notMerge: true, lazyUpdate: false });
  }, [picture]);

  return (
    <div className={styles.chart} role="img" aria-label={label}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a zoom is undone by mouse, as it was made */}
      <div ref={holder} className={styles.drawing} onDoubleClick={() => showAll(chart.current)} />
      {picture.titles.map(({ axis, text, margins }) => (
        <div
          key={axis}
          className={axis === 'x' ? styles.xTitle : styles.yTitle}
          style={
            axis === 'x'
              ? { right: margins.right, bottom: margins.bottom - 38 }
              : { right: '100%', top: margins.top }
          }
          aria-hidden
        >
          <Tex>{text}</Tex>
        </div>
      ))}
    </div>
  );
}

/** Undoes the zoom of both axes. */
function showAll(chart: ECharts | null): void {
  for (const dataZoomId of ['x', 'y']) {
    chart?.dispatchAction({ type: 'dataZoom', dataZoomId, start: 0, end: 100 });
  }
}
