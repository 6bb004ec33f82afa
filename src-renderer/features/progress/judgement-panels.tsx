import { useMemo } from 'react';
import { Chart } from '#renderer/charts/chart.tsx';
import { LegendStrip } from '#renderer/charts/legend-strip.tsx';
import { useChartTokens } from '#renderer/charts/use-chart-tokens.ts';
import { Panel } from '#renderer/components/layout/panel.tsx';
import {
  formatCount,
  formatCounted,
  formatDecimals,
  formatRange,
} from '#renderer/components/numbers/format-number.ts';
import { formatPercent } from '#renderer/components/numbers/format-quantity.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { CampaignSummary } from '#shared/contract/campaign-methods.ts';
import type { IterationJudgement } from '#shared/contract/progress-methods.ts';
import type { IterationStatus } from '#shared/contract/status.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { wilsonInterval } from '#shared/numerics/wilson-interval.ts';
import { buildPulls, buildReturned, pullsOf } from './build-judgement.ts';
import type { IterationPanelProps } from './metric-panels.tsx';
import styles from './progress.module.css';

/** The point-by-point judgement of the iteration in front, by the first contour quantity. */
export function useJudgement({ campaignId, definition }: CampaignSummary, { iteration }: IterationStatus) {
  return useMethod('progress.judge', { campaignId, iteration, quantity: contourOf(definition) });
}

const contourOf = ({ contour }: CampaignSummary['definition']): Quantity => contour[0] ?? 'exp';

type Confusion = NonNullable<IterationStatus['confusion'][Quantity]>;

/** How the model does on points that no fit has seen. */
export function TestPanel({ summary, current }: IterationPanelProps) {
  const tokens = useChartTokens();
  const judgement = useJudgement(summary, current);
  const confusion = current.confusion[contourOf(summary.definition)];
  const test = judgement.data?.test ?? null;
  const picture = useMemo(() => (test === null ? null : buildPulls(pullsOf(test), tokens)), [test, tokens]);
  const total = confusion === undefined ? 0 : Object.values(confusion).reduce((sum, count) => sum + count, 0);
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
          <ConfusionTable confusion={confusion} total={total} />
        )}
        {picture !== null && (
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
              <Chart picture={picture} label="Pulls of the test points" renderer="svg" />
            </div>
          </>
        )}
      </Panel>
    </div>
  );
}

function ConfusionTable({ confusion, total }: { confusion: Confusion; total: number }) {
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
      </div>
    </div>
  );
}

/** Each batch that came back, against the prediction that had requested it. */
export function ReturnedPanel({ summary, current }: IterationPanelProps) {
  const tokens = useChartTokens();
  const judgement = useJudgement(summary, current);
  const returned = judgement.data?.returned;
  const picture = useMemo(
    () => (returned === undefined || returned.length === 0 ? null : buildReturned(returned, tokens)),
    [returned, tokens],
  );
  const latest = returned?.at(-1);
  return (
    <div className={styles.cell}>
      <Panel
        title="Returned batches"
        help="returned"
        value={latest && !judgement.isPlaceholderData ? returnedText(latest) : undefined}
      >
        {picture === null ? (
          <p className={styles.nothing}>
            {judgement.isPending ? '' : 'No batch that a fit had requested has come back by this iteration.'}
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
              <Chart picture={picture} label="Pulls of the returned batches" />
            </div>
          </>
        )}
      </Panel>
    </div>
  );
}

/** `batch 8: 17 of 20 on the side foretold` */
function returnedText({ batch, y, mean }: IterationJudgement['returned'][number]): string {
  const right = y.filter((value, i) => value < 0 === (mean[i] ?? 0) < 0).length;
  return `batch ${batch}: ${right} of ${y.length} on the side foretold`;
}
