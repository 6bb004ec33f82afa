import { SideDrawer } from '#renderer/components/layout/side-drawer.tsx';
import { formatCount, formatDecimals, NO_VALUE } from '#renderer/components/numbers/format-number.ts';
import { formatDuration, formatMoment } from '#renderer/components/numbers/format-time.ts';
import table from '#renderer/components/tables/data-table.module.css';
import type { FitHistoryEntry } from '#shared/contract/surrogates/surrogates-methods.ts';
import { KERNEL_NAMES } from '#shared/domain/fit-settings.ts';
import { QUANTITY_NAMES } from '#shared/domain/quantity.ts';
import { GAUSSIAN_PROCESS } from '#shared/domain/surrogate.ts';

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
      <table className={`${table.table} ${table.sticky}`}>
        <thead>
          <tr>
            <th data-numeric>Iteration</th>
            <th>Quantity</th>
            <th>Model</th>
            <th data-numeric>Low</th>
            <th data-numeric>High</th>
            <th data-numeric>−log L</th>
            <th data-numeric>Evaluations</th>
            <th data-numeric>Time</th>
            <th>Solver</th>
            <th>When</th>
          </tr>
        </thead>
        <tbody>
          {history.map((fit) => (
            <tr key={fit.fitId}>
              <td data-numeric>{fit.iteration}</td>
              <td {...(!fit.isCurrent && { 'data-quiet': true })}>{QUANTITY_NAMES[fit.quantity]}</td>
              <td>{describeModel(fit)}</td>
              <td data-numeric>{formatCount(fit.nLow)}</td>
              <td data-numeric>{formatCount(fit.nHigh)}</td>
              <td data-numeric>{fit.negLogL === null ? NO_VALUE : formatDecimals(fit.negLogL, 2)}</td>
              <td data-numeric>{fit.evaluations === null ? NO_VALUE : formatCount(fit.evaluations)}</td>
              <td data-numeric>{formatDuration(fit.seconds)}</td>
              <td>{fit.solver === null ? NO_VALUE : `${fit.solver}, ${fit.engine}`}</td>
              <td>{formatMoment(fit.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SideDrawer>
  );
}

/** What was fitted, in a few words: the preset, the kernel, and what differs from the usual. */
function describeModel({ settings, isShared, surrogate }: FitHistoryEntry): string {
  if (surrogate.tag !== GAUSSIAN_PROCESS) return surrogate.name;
  const { preset, kernel, lengths, difference, low, prior } = settings;
  return [
    preset,
    KERNEL_NAMES[kernel],
    lengths === 'shared' ? 'one length' : null,
    isShared ? 'together' : null,
    difference === 'none' ? 'κ' : null,
    low === 'ignore' ? 'high alone' : null,
    prior === 'none' ? 'no prior' : null,
  ]
    .filter((word) => word !== null)
    .join(', ');
}
