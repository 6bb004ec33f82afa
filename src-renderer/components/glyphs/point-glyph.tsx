import styles from './point-glyph.module.css';

/** The marks of points, the same in the plots, the header and the legends. Shape and fill differ as well as colour. */
export type PointGlyphKind =
  | 'excluded'
  | 'allowed'
  | 'test'
  | 'proposed'
  | 'disc'
  | 'hand'
  | 'pending'
  | 'quarantined'
  | 'left-out';

/**
 * One mark, 10 px. It says nothing by itself to screen readers: a word stands beside it.
 *
 * @param isFilled of the points of a batch, those that the analyst wants in any case
 */
export function PointGlyph({ kind, isFilled = false }: { kind: PointGlyphKind; isFilled?: boolean }) {
  return (
    <svg
      className={styles.glyph}
      data-kind={kind}
      data-filled={isFilled || undefined}
      viewBox="-5 -5 10 10"
      aria-hidden="true"
    >
      <GlyphShape kind={kind} />
    </svg>
  );
}

function GlyphShape({ kind }: { kind: PointGlyphKind }) {
  switch (kind) {
    case 'excluded':
    case 'allowed':
    case 'disc':
      return <circle r={kind === 'excluded' ? 3.5 : 3.2} />;
    case 'test':
      return <rect x={-3.5} y={-3.5} width={7} height={7} />;
    case 'proposed':
    case 'pending':
      return <path d="M0-4.2 4.2 0 0 4.2-4.2 0Z" />;
    case 'hand':
      return <path d="M0-4.4 4.2 3H-4.2Z" />;
    case 'left-out':
      return <path d="M-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0M-2.3 2.3 2.3-2.3" />;
    case 'quarantined':
      return <path d="M-3-3 3 3M3-3-3 3" />;
  }
}
