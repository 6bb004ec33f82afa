import { Panel } from '#renderer/components/layout/panel.tsx';
import { Tex } from '#renderer/components/math/tex.tsx';
import { formatPercent } from '#renderer/components/numbers/format-quantity.ts';
import { LoadingBar } from '#renderer/components/states/loading-bar.tsx';
import type { DiagnosisReport } from '#shared/contract/surrogates/surrogates-methods.ts';
import styles from './model.module.css';

/** How much of the variation goes with each parameter, as bars. */
export function Effects({
  effects,
  of,
  labelOf,
}: {
  effects: DiagnosisReport['effects'] | undefined;
  /** What they are shares of. */
  of: 'ln μ' | 'p_excl';
  labelOf: (parameter: string) => string;
}) {
  return (
    <Panel title="Sensitivity" help="sensitivity">
      {effects === undefined ? (
        <LoadingBar label="Computing" />
      ) : (
        <>
          <ul className={styles.effects}>
            {effects.map(({ parameter, total }) => (
              <li key={parameter}>
                <Tex>{labelOf(parameter)}</Tex>
                <span className={styles.effectTrack}>
                  <span className={styles.effectBar} style={{ width: `${100 * Math.min(1, total)}%` }} />
                </span>
                <span className={styles.effectValue}>{formatPercent(total)}</span>
              </li>
            ))}
          </ul>
          <p className={styles.caption}>
            {effects.length === 0
              ? 'The prediction is the same everywhere.'
              : `total effect on ${of}, share of its variance`}
          </p>
        </>
      )}
    </Panel>
  );
}
