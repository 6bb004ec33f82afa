import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { Tex } from '#renderer/components/math/tex.tsx';
import styles from './chart.module.css';
import { type ECharts, init } from './echarts.ts';
import type { Picture } from './picture.ts';

/** Where the pointer is on a chart, or that it has left. */
export interface ChartPointer {
  /** Pixels from the chart's left and upper edge. */
  readonly pixel: readonly [x: number, y: number];
  /** In the units of the axes of the plot under the pointer; null outside of all plots. */
  readonly value: readonly [x: number, y: number] | null;
  /** The plot under the pointer, 0 for the first. */
  readonly plot: number | null;
}

/** A data point under the pointer. */
export interface ChartItem {
  /** The id of its series, as the layer was given it. */
  readonly series: string;
  readonly index: number;
}

/** What a screen may do with a chart beyond giving it pictures. */
export interface ChartHandle {
  /** Pixels of a place given in the units of a plot's axes. */
  toPixel(value: readonly [number, number], plot?: number): readonly [number, number] | null;
  toValue(pixel: readonly [number, number], plot?: number): readonly [number, number] | null;
}

interface ChartProps {
  readonly picture: Picture;
  /** What the chart shows, in words, for screen readers: with its present value where it has one. */
  readonly label: string;
  /** SVG for few shapes, canvas (the default) for many points. */
  readonly renderer?: 'canvas' | 'svg';
  readonly className?: string;
  readonly ref?: Ref<ChartHandle>;
  readonly onPointerMove?: (pointer: ChartPointer | null) => void;
  readonly onPointerDown?: (pointer: ChartPointer) => void;
  /** Pointer on a data point, or on none any more. */
  readonly onItemHover?: (item: ChartItem | null) => void;
  readonly onItemClick?: (item: ChartItem) => void;
}

/** A chart: a builder's picture, drawn anew whenever it differs, in whatever room there is. */
export function Chart({ picture, label, renderer = 'canvas', className, ref, ...handlers }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const latest = useRef(handlers);
  latest.current = handlers;

  useLayoutEffect(() => {
    const element = holder.current!;
    const instance = init(element, null, { renderer });
    chart.current = instance;
    const stopListening = listen(instance, latest);
    const observer = new ResizeObserver(() => instance.resize({ animation: { duration: 0 } }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      stopListening();
      instance.dispose();
      chart.current = null;
    };
  }, [renderer]);

  // After the effect above, so that a new renderer is given the picture too.
  useEffect(() => {
    chart.current?.setOption(picture.option, { notMerge: true, lazyUpdate: false });
  }, [picture]);

  useImperativeHandle(
    ref,
    () => ({
      toPixel: (value, plot = 0) => pairOf(chart.current?.convertToPixel({ gridIndex: plot }, [...value])),
      toValue: (pixel, plot = 0) => pairOf(chart.current?.convertFromPixel({ gridIndex: plot }, [...pixel])),
    }),
    [],
  );

  return (
    <div className={`${styles.chart} ${className ?? ''}`} role="img" aria-label={label}>
      <div ref={holder} className={styles.drawing} />
      {picture.titles.map(({ axis, text, margins }) => (
        <div
          key={`${axis} ${margins.left} ${margins.top} ${margins.bottom}`}
          className={axis === 'x' ? styles.xTitle : styles.yTitle}
          style={
            axis === 'x'
              ? { right: margins.right, bottom: margins.bottom - 38 }
              : { right: `calc(100% - ${margins.left - 54}px)`, top: margins.top }
          }
          aria-hidden
        >
          <Tex>{text}</Tex>
        </div>
      ))}
    </div>
  );
}

type Handlers = Pick<ChartProps, 'onPointerMove' | 'onPointerDown' | 'onItemHover' | 'onItemClick'>;

function listen(chart: ECharts, handlers: { readonly current: Handlers }): () => void {
  const canvas = chart.getZr();
  const pointerOf = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }): ChartPointer => {
    const pixel = [offsetX, offsetY] as const;
    const plots = (chart.getOption().grid as unknown[] | undefined) ?? [];
    const plot = plots.findIndex((_, index) => chart.containPixel({ gridIndex: index }, [...pixel]));
    if (plot < 0) return { pixel, value: null, plot: null };
    return { pixel, value: pairOf(chart.convertFromPixel({ gridIndex: plot }, [...pixel])), plot };
  };
  const itemOf = ({ seriesId, dataIndex }: { seriesId?: string; dataIndex?: number }): ChartItem => ({
    series: seriesId ?? '',
    index: dataIndex ?? -1,
  });
  canvas.on('mousemove', (event) => handlers.current.onPointerMove?.(pointerOf(event)));
  canvas.on('mousedown', (event) => handlers.current.onPointerDown?.(pointerOf(event)));
  canvas.on('globalout', () => handlers.current.onPointerMove?.(null));
  chart.on('mouseover', (event) => handlers.current.onItemHover?.(itemOf(event)));
  chart.on('mouseout', () => handlers.current.onItemHover?.(null));
  chart.on('click', (event) => handlers.current.onItemClick?.(itemOf(event)));
  return () => {
    chart.off('mouseover');
    chart.off('mouseout');
    chart.off('click');
  };
}

function pairOf(pair: unknown): readonly [number, number] | null {
  if (!Array.isArray(pair)) return null;
  const [x, y] = pair as number[];
  return Number.isFinite(x) && Number.isFinite(y) ? [x!, y!] : null;
}
