import { Tex } from '#renderer/components/math/tex.tsx';
import table from '#renderer/components/tables/data-table.module.css';
import type { Hyperparameter } from '#shared/contract/surrogates/surrogates-methods.ts';
import { hyperparameterRow } from './hyperparameter-meaning.ts';
import styles from './model.module.css';

interface HyperparameterTableProps {
  readonly hyperparameters: readonly Hyperparameter[];
  /** The symbol of a coordinate, `$m_{Z'}$`. */
  readonly labelOf: (coordinate: string) => string;
}

/** The fitted numbers with what they say about the limits, and where they lie between their bounds. */
export function HyperparameterTable({ hyperparameters, labelOf }: HyperparameterTableProps) {
  return (
    // A region that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as said
    <section className={styles.tableScroll} aria-label="Hyperparameters" tabIndex={0}>
      <table className={`${table.table} ${table.sticky} ${styles.hyperparameters}`}>
        <thead>
          <tr>
            <th>Parameter</th>
            <th data-numeric>Value</th>
            <th>Meaning</th>
            <th>Within bounds</th>
          </tr>
        </thead>
        <tbody>
          {hyperparameters.map((hyperparameter) => {
            const { name, value, meaning } = hyperparameterRow(hyperparameter, labelOf);
            return (
              <tr key={name}>
                <td>
                  <Tex>{name}</Tex>
                </td>
                <td data-numeric>
                  <Tex>{value}</Tex>
                </td>
                <td data-quiet title={meaning}>
                  {meaning}
                </td>
                <td>
                  <Bounds hyperparameter={hyperparameter} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Bounds({ hyperparameter: { position, atBound } }: { hyperparameter: Hyperparameter }) {
  if (position === null) return <span className={styles.derived}>derived</span>;
  if (atBound !== null) return <span className={styles.atBound}>at its {atBound} bound</span>;
  return (
    <svg
      className={styles.bounds}
      viewBox="0 0 74 12"
      role="img"
      aria-label={`${Math.round(100 * position)} % of the way between its bounds`}
    >
      <path d="M0 6H74" className={styles.boundsTrack} />
      <circle cx={4 + 66 * position} cy={6} r={4} className={styles.boundsDot} />
    </svg>
  );
}
