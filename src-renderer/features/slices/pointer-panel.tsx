import { Panel } from '#renderer/components/layout/panel.tsx';
import { Tex } from '#renderer/components/math/tex.tsx';
import { formatRange, NO_VALUE } from '#renderer/components/numbers/format-number.ts';
import {
  formatEntropy,
  formatLimit,
  formatParameter,
  formatProbability,
} from '#renderer/components/numbers/format-quantity.ts';
import { BAND_EDGES } from '#shared/domain/quantity.ts';
import styles from './contours.module.css';
import { usePointer } from './pointer-state.ts';
import { type Reading, readSlice } from './slice/read-grid.ts';
import type { FollowedSlice } from './slice/use-slice.ts';
import type { SliceChoice } from './slice-choice.ts';

/** What the fits say where the pointer is; where the cut begins while it is nowhere. */
export function PointerPanel({ choice, slice }: { choice: SliceChoice; slice: FollowedSlice }) {
  const place = usePointer((state) => state.place);
  const view = slice.taken?.view;
  const reading = place && view ? readSlice(view, place.x, place.y) : null;
  const { x, y } = choice;
  return (
    <Panel
      title="At the pointer"
      help="pExcl"
      value={place ? `${formatParameter(place.x, x)}, ${formatParameter(place.y, y)}` : 'move over the slice'}
    >
      <dl className={styles.readings}>
        <Value name="Expected $\mu$">{formatLimit(reading?.mu.exp ?? null)}</Value>
        <Value name="$p_{\mathrm{excl}}$">{formatProbability(reading?.pExcl ?? null)}</Value>
        <Value name="Observed $\mu$">{formatLimit(reading?.mu.obs ?? null)}</Value>
        <Value name="Entropy">
          {reading?.entropy == null ? NO_VALUE : `${formatEntropy(reading.entropy)} nat`}
        </Value>
        <Value name="±1σ band">{bandText(reading)}</Value>
        <Value name="Model $\sigma(\ln\mu)$">
          {view?.sd === null ? 'not given' : formatLimit(reading?.sd ?? null)}
        </Value>
      </dl>
    </Panel>
  );
}

function Value({ name, children }: { name: string; children: string }) {
  return (
    <div className={styles.reading}>
      <dt>
        <Tex>{name}</Tex>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function bandText(reading: Reading | null): string {
  const lower = reading?.mu[BAND_EDGES[1].lower];
  const upper = reading?.mu[BAND_EDGES[1].upper];
  if (lower === undefined || upper === undefined) return NO_VALUE;
  return formatRange(formatLimit(lower), formatLimit(upper));
}
