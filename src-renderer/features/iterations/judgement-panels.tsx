import { useMemo } from 'react';
import { buildPullsOption, pullsOf } from '#renderer/charts/builders/build-pulls-option.ts';
import { type ChartLook, Figure } from '#renderer/charts/figure.tsx';
import { LegendStrip } from '#renderer/charts/legend-strip.tsx';
import { Panel } from '#renderer/components/layout/panel.tsx';
import {
  formatCount,
  formatCounted,
  formatDecimals,
  formatRange,
} from '#renderer/components/numbers/format-number.ts';
import { formatPercent } from '#renderer/components/numbers/format-quantity.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { IterationJudgement } from '#shared/contract/iterations/iterations-methods.ts';
import { countTestPoints, type IterationStatus } from '#shared/contract/iterations/status.ts';
import { judgePulls, pullFindingTexts } from '#shared/domain/pull-findings.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { wilsonInterval } from '#shared/numerics/wilson-interval.ts';
import { buildReturned } from './build-judgement.ts';
import type { IterationPanelProps } from './metric-panels.tsx';
import styles from './progress.module.css';

/** The point-by-point judgement of the iteration in front, by the first contour quantity. */
function useJudgement({ campaignId, definition }: CampaignSummary, { iteration }: IterationStatus) {
  return useMethod('progress.judge', { campaignId, iteration, quantity: contourOf(definition) });
}

const contourOf = ({ contour }: CampaignSummary['definition']): Quantity => contour[0] ?? 'exp';

type Confusion = NonNullable<IterationStatus['confusion'][Quantity]>;

/** How the model does on points that no fit has seen. */
export function TestPanel({ summary, current }: IterationPanelProps) {
  const judgement = useJudgement(summary, current);
  const confusion = current.confusion[contourOf(summary.definition)];
  const test = judgement.data?.test ?? null;
  const make = useMemo(
    () =>
      test?.lnMu ? (look: ChartLook) => buildPullsOption(pullsOf({ y: test.y, ...test.lnMu! }), look) : null,
    [test],
  );
  const total = countTestPoints(confusion);
  const { testPullMean = null, testPullRms = null } = current.contours[contourOf(summary.definition)] ?? {};
  const notes = testPullRms === null ? [] : pullFindingTexts(judgePulls(total, testPullMean, testPullRms));
  return (
    <div className={styles.cell}>
      <Panel
        title={total === 0 ? 'Test points' : `${formatCounted(total, 'test point')}, never fitted`}
        help="testPoints"
      >
        {confusion === undefined ? (
          <p className={styles.nothing}>
            There are no test points. Flag some points as test on the Limits screen: no fit will see them, and
            how the model does on them stands here.
          </p>
        ) : (
          <ConfusionTable confusion={confusion} total={total} notes={notes} />
        )}
        {make !== null && (
          <>
            <div className={styles.legend}>
              <LegendStrip
                entries={[
                  { id: 'pulls', label: 'pulls of the test points', glyph: 'fill', color: 'accent' },
                  { id: 'normal', label: 'normal', glyph: 'solid', color: 'ink' },
                ]}
              />
            </div>
            <div className={styles.chart} data-old={judgement.isPlaceholderData || undefined}>
              <Figure make={make} label="Pulls of the test points" fileName="pulls-of-test-points" />
            </div>
          </>
        )}
      </Panel>
    </div>
  );
}

interface ConfusionTableProps {
  readonly confusion: Confusion;
  readonly total: number;
  /** What the pulls say against the count, a sentence each. */
  readonly notes: readonly string[];
}

function ConfusionTable({ confusion, total, notes }: ConfusionTableProps) {
  const { excludedCalledExcluded, excludedCalledAllowed, allowedCalledExcluded, allowedCalledAllowed } =
    confusion;
  const right = excludedCalledExcluded + allowedCalledAllowed;
  const [lower, upper] = wilsonInterval(right, total);
  return (
    <div className={styles.confusion}>
      <table>
        <caption className={styles.forReaders}>
          What test points are, against what the model calls them
        </caption>
        <thead>
          <tr>
            <td />
            <th scope="col">excluded</th>
            <th scope="col">allowed</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">excluded</th>
            <td data-right>{formatCount(excludedCalledExcluded)}</td>
            <td>{formatCount(excludedCalledAllowed)}</td>
          </tr>
          <tr>
            <th scope="row">allowed</th>
            <td>{formatCount(allowedCalledExcluded)}</td>
            <td data-right>{formatCount(allowedCalledAllowed)}</td>
          </tr>
        </tbody>
      </table>
      <div>
        <strong className={styles.rightCount}>
          {formatCount(right)} of {formatCount(total)} right
        </strong>
        <p>rows truth, columns model</p>
        <p>
          {formatPercent(right / total)} ({formatRange(formatDecimals(100 * lower, 0), formatPercent(upper))}{' '}
          at 95 % CL)
        </p>
        {notes.map((note) => (
          <p key={note} className={styles.trust}>
            But {note}.
          </p>
        ))}
      </div>
    </div>
  );
}

const NOTHING_RETURNED = 'No batch that a fit had requested has come back by this iteration.';
const NO_PULLS = 'The surrogate that requested the batch gives no ln μ: there are no pulls.';

/** Each batch that came back, against the prediction that had requested it. */
export function ReturnedPanel({ summary, current }: IterationPanelProps) {
  const judgement = useJudgement(summary, current);
  const returned = judgement.data?.returned;
  const hasPulls = returned?.some(({ lnMu }) => lnMu !== null) ?? false;
  const make = useMemo(
    () => (returned === undefined || !hasPulls ? null : (look: ChartLook) => buildReturned(returned, look)),
    [returned, hasPulls],
  );
  const latest = returned?.at(-1);
  return (
    <div className={styles.cell}>
      <Panel
        title="Returned batches"
        help="returned"
        value={latest && !judgement.isPlaceholderData ? returnedText(latest) : undefined}
      >
        {make === null ? (
          <p className={styles.nothing}>
            {judgement.isPending ? '' : returned?.length ? NO_PULLS : NOTHING_RETURNED}
          </p>
        ) : (
          <>
            <div className={styles.legend}>
              <LegendStrip
                entries={[
                  { id: 'pulls', label: 'pull of each point', glyph: 'circle-open', color: 'accent' },
                  { id: 'one', label: '±1σ', glyph: 'dotted', color: 'axis' },
                ]}
              />
            </div>
            <div className={styles.chart} data-old={judgement.isPlaceholderData || undefined}>
              <Figure
                make={make}
                label="Pulls of the returned batches"
                fileName="pulls-of-returned-batches"
              />
            </div>
          </>
        )}
      </Panel>
    </div>
  );
}

/** `batch 8: 17 of 20 on the predicted side` */
function returnedText({ batch, y, pExcl, lnMu }: IterationJudgement['returned'][number]): string {
  const isCalledExcluded = (i: number) => (lnMu ? (lnMu.mean[i] ?? 0) < 0 : (pExcl[i] ?? 0) > 0.5);
  const right = y.filter((value, i) => value < 0 === isCalledExcluded(i)).length;
  return `batch ${batch}: ${right} of ${y.length} on the predicted side`;
}
