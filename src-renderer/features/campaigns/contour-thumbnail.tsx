import { useLayoutEffect, useMemo, useRef } from 'react';
import type { ChartTokens } from '#renderer/charts/chart-tokens.ts';
import { useChartTokens } from '#renderer/charts/use-chart-tokens.ts';
import type { Thumbnail } from '#shared/contract/slices/slices-methods.ts';
import { type DrawnLimit, dashesOf } from '#shared/figures/limit-style.ts';
import { exclusionPixels } from './exclusion-pixels.ts';
import styles from './home.module.css';
import { thumbnailShapes } from './thumbnail-shapes.ts';

/** The box in which lines and points have their sizes; the picture scales as a whole. */
const [WIDTH, HEIGHT] = [280, 222];

/** A campaign's contour as a picture: the field of exclusion, the ±1σ band, both limits, and the points near the slice. */
export function ContourThumbnail({ thumbnail }: { thumbnail: Thumbnail }) {
  const tokens = useChartTokens();
  const shapes = useMemo(() => thumbnailShapes(thumbnail, WIDTH, HEIGHT), [thumbnail]);
  // A published scan has hundreds: smaller ones leave the field and the lines visible.
  const radius = shapes.points.length > 250 ? 1.1 : 1.9;
  const dashes = (quantity: DrawnLimit) =>
    dashesOf(quantity, thumbnail.view.quantities[quantity]?.fidelity === 'low');
  return (
    <span className={styles.thumbnail} aria-hidden>
      <Field thumbnail={thumbnail} ramp={tokens.fields.pexcl} />
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="presentation">
        <path d={shapes.band} fill={tokens.band} fillOpacity={tokens.bandAlpha} fillRule="evenodd" />
        <path
          d={shapes.outside}
          fill={tokens.ground}
          fillRule="evenodd"
          stroke={tokens.extrapolate}
          strokeWidth={0.6}
          strokeDasharray="1.5 2"
        />
        {shapes.points.map(({ x, y, isExcluded }) => (
          <circle
            key={`${x} ${y}`}
            cx={x}
            cy={y}
            r={radius}
            fill={isExcluded ? tokens.ink : 'none'}
            stroke={tokens.ink}
            strokeWidth={0.7}
            opacity={0.65}
          />
        ))}
        <Line path={shapes.expected} tokens={tokens} dashes={dashes('exp')} />
        <Line path={shapes.observed} tokens={tokens} dashes={dashes('obs')} />
      </svg>
    </span>
  );
}

interface LineProps {
  readonly path: string;
  readonly tokens: ChartTokens;
  readonly dashes: string | undefined;
}

function Line({ path, tokens, dashes }: LineProps) {
  return (
    <>
      <path d={path} fill="none" stroke={tokens.casing} strokeWidth={3.2} />
      <path d={path} fill="none" stroke={tokens.ink} strokeWidth={1.4} strokeDasharray={dashes} />
    </>
  );
}

function Field({ thumbnail: { view }, ramp }: { thumbnail: Thumbnail; ramp: readonly string[] }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const { width, height, data } = exclusionPixels(view, ramp);
    const nodes = new OffscreenCanvas(width, height);
    nodes.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    // Nodes lie on the frame: half of the outermost pixels is beyond it.
    context.drawImage(nodes, 0.5, 0.5, width - 1, height - 1, 0, 0, canvas.width, canvas.height);
  }, [view, ramp]);
  return <canvas ref={ref} width={2 * WIDTH} height={2 * HEIGHT} />;
}
