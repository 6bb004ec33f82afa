import { UnstyledButton } from '@mantine/core';
import { Tex } from '#renderer/components/math/tex.tsx';
import type { ChartColor } from './chart-tokens.ts';
import { LegendGlyph, type LegendGlyphKind } from './legend-glyph.tsx';
import styles from './legend-strip.module.css';

export interface LegendEntry {
  /** The layer that it switches. */
  readonly id: string;
  /** Formulas between dollar signs. */
  readonly label: string;
  readonly glyph: LegendGlyphKind;
  readonly color: ChartColor;
}

interface LegendStripProps {
  readonly entries: readonly LegendEntry[];
  /** Layers that are switched off; their entries fade. */
  readonly hidden?: ReadonlySet<string>;
  /** Without it the strip only explains. */
  readonly onToggle?: (id: string) => void;
}

/** The strip above a plot: what each layer is, and the switch that shows or hides it. It never covers data. */
export function LegendStrip({ entries, hidden = new Set(), onToggle }: LegendStripProps) {
  return (
    <ul className={styles.strip} aria-label="Legend">
      {entries.map(({ id, label, glyph, color }) => (
        <li key={id}>
          {onToggle === undefined ? (
            <span className={styles.entry}>
              <LegendGlyph kind={glyph} color={color} />
              <Tex>{label}</Tex>
            </span>
          ) : (
            <UnstyledButton
              className={styles.entry}
              data-hidden={hidden.has(id) || undefined}
              aria-pressed={!hidden.has(id)}
              onClick={() => onToggle(id)}
            >
              <LegendGlyph kind={glyph} color={color} />
              <Tex>{label}</Tex>
            </UnstyledButton>
          )}
        </li>
      ))}
    </ul>
  );
}
