import { UnstyledButton } from '@mantine/core';
import type { Layer } from '#shared/figures/slice-layers.ts';
import styles from '../legend-strip.module.css';
import { svgElements } from './svg-element.tsx';

interface FigureLegendProps {
  readonly layers: readonly Layer[];
  /** Layers that are switched off; their entries fade. */
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** The strip above a slice: what each of its layers is, and the switch that shows or hides it. */
export function FigureLegend({ layers, hidden, onToggle }: FigureLegendProps) {
  return (
    <ul className={styles.strip} aria-label="Legend">
      {layers.map(({ id, label, swatchWidth, swatch, isMuted = false }) => (
        <li key={id}>
          <UnstyledButton
            className={styles.entry}
            data-hidden={isMuted || hidden.has(id) || undefined}
            aria-pressed={!hidden.has(id)}
            disabled={isMuted}
            onClick={() => onToggle(id)}
          >
            <svg className={styles.glyph} width={swatchWidth} height={12} aria-hidden="true">
              {svgElements(swatch(0, 6))}
            </svg>
            {label}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
