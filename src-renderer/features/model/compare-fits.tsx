import { SideDrawer } from '#renderer/components/layout/side-drawer.tsx';
import { formatCount, formatDecimals } from '#renderer/components/numbers/format-number.ts';
import { formatDuration, formatMoment } from '#renderer/components/numbers/format-time.ts';
import type { FitHistoryEntry } from '#shared/contract/model-methods.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import { QUANTITY_NAMES } from '#shared/domain/quantity.ts';
import styles from './model.module.css';

const KERNEL_NAMES = { matern32: 'Matérn 3/2', matern52: 'Matérn 5/2', rbf: 'squared exponential' } as const;

/** Every fit that the campaign keeps, latest first: −log L compares only fits of the same points. */
export function CompareFits({
  history,
  isOpen,
  onClose,
}: {
  history: readonly FitHistoryEntry[];
  isOpen: boolean;
  onClose: () => void;
}) {
  return (
    <SideDrawer
      isOpen={isOpen}
      onClose={onClose}
      title="Fits"
      remark={`${formatCount(history.length)} kept; −log L compares fits of the same points`}
      width={880}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.number}>Iteration</th>
            <th>Quantity</th>
            <th>Model</th>
            <th className={styles.number}>Low</th>
            <th className={styles.number}>High</th>
            <th className={styles.number}>−log L</th>
            <th className={styles.number}>Evaluations</th>
            <th className={styles.number}>Time</th>
            <th>Solver</th>
            <th>When</th>
          </tr>
        </thead>
        <tbody>
          {history.map((fit) => (
            <tr key={fit.fitId} data-faded={!fit.isCurrent || undefined}>
              <td className={styles.number}>{fit.iteration}</td>
              <td>{QUANTITY_NAMES[fit.quantity]}</td>
              <td>{describeSettings(fit.settings)}</td>
              <td className={styles.number}>{formatCount(fit.nLow)}</td>
              <td className={styles.number}>{formatCount(fit.nHigh)}</td>
              <td className={styles.number}>{formatDecimals(fit.negLogL, 2)}</td>
              <td className={styles.number}>{formatCount(fit.evaluations)}</td>
              <td className={styles.number}>{formatDuration(fit.seconds)}</td>
              <td>
                {fit.solver}, {fit.engine}
              </td>
              <td>{formatMoment(fit.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SideDrawer>
  );
}

/** A fit's settings in a few words: the preset, the kernel, and what differs from the usual. */
export function describeSettings({ preset, kernel, lengths, difference, low, prior }: FitSettings): string {
  return [
    preset,
    KERNEL_NAMES[kernel],
    lengths === 'shared' ? 'one length' : null,
    difference === 'none' ? 'κ' : null,
    low === 'ignore' ? 'high alone' : null,
    prior === 'none' ? 'no prior' : null,
  ]
    .filter((word) => word !== null)
    .join(', ');
}
