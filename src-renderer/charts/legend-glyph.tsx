import type { ChartColor } from './chart-tokens.ts';
import { COLOR_TOKENS } from './chart-tokens.ts';
import styles from './legend-strip.module.css';

/** How a layer looks in small. */
export type LegendGlyphKind =
  | 'solid'
  | 'dashed'
  | 'dash-dotted'
  | 'dotted'
  | 'band'
  | 'fill'
  | 'circle'
  | 'circle-open'
  | 'diamond-open'
  | 'diamond'
  | 'triangle-open';

const MARKERS = new Set<LegendGlyphKind>([
  'circle',
  'circle-open',
  'diamond-open',
  'diamond',
  'triangle-open',
]);

export function LegendGlyph({ kind, color }: { kind: LegendGlyphKind; color: ChartColor }) {
  const width = MARKERS.has(kind) ? 10 : 24;
  const ink = `var(--${COLOR_TOKENS[color]})`;
  return (
    <svg className={styles.glyph} width={width} height={12} viewBox={`0 0 ${width} 12`} aria-hidden="true">
      <Swatch kind={kind} ink={ink} />
    </svg>
  );
}

function Swatch({ kind, ink }: { kind: LegendGlyphKind; ink: string }) {
  const outline = { fill: 'none', stroke: ink, strokeWidth: 1.5 };
  switch (kind) {
    case 'solid':
      return <path d="M0 6H24" {...outline} strokeWidth={2} />;
    case 'dashed':
      return <path d="M0 6H24" {...outline} strokeWidth={2} strokeDasharray="6 4" />;
    case 'dash-dotted':
      return <path d="M0 6H24" {...outline} strokeDasharray="10 3 1 3" />;
    case 'dotted':
      return <path d="M0 6H24" {...outline} strokeDasharray="1.5 3" />;
    case 'fill':
      return <rect width={24} height={12} fill={ink} />;
    case 'band':
      return (
        <>
          <rect width={24} height={12} fill={ink} fillOpacity="var(--c-band-alpha)" />
          <path d="M0 .5H24M0 11.5H24" fill="none" stroke="var(--c-band-edge)" />
        </>
      );
    case 'circle':
      return <circle cx={5} cy={6} r={4} fill={ink} />;
    case 'circle-open':
      return <circle cx={5} cy={6} r={3.3} {...outline} />;
    case 'diamond':
      return <path d="M5 1.5 9.5 6 5 10.5 .5 6Z" fill={ink} />;
    case 'diamond-open':
      return <path d="M5 1.5 9.5 6 5 10.5 .5 6Z" {...outline} />;
    case 'triangle-open':
      return <path d="M5 1.8 9.3 9.4H.7Z" {...outline} />;
  }
}
