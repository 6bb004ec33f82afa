import type { CampaignStatus, IterationStatus, Judgement } from '#shared/contract/iterations/status.ts';
import {
  CONTOUR_METRICS,
  type ContourMetric,
  isErrorMetric,
  METRICS,
  type MetricName,
} from '#shared/domain/metric.ts';
import { outsideTallyText } from '#shared/domain/outside-tally.ts';
import { toItsError, withDigits } from '#shared/domain/significant-digits.ts';
import { statusWarningText } from '#shared/domain/status-warning.ts';
import { missingTexts, stopVerdictText } from '#shared/domain/stop-rule.ts';
import { counted, textTable } from './text-table.ts';

/** The status of a campaign for a person: a table by iteration, what is known of the contour, batches, the verdict. */
export function statusText(status: CampaignStatus): string {
  const latest = status.iterations.at(-1);
  return [
    headline(status),
    ...outsideLine(status),
    ...(latest
      ? [
          iterationTable(status),
          ...volumeLine(latest),
          ...calibrationLine(latest.calibration),
          ...sharpnessLines(latest),
          ...returnedTable(latest),
        ]
      : []),
    ...batchTable(status),
    adviceText(status),
    ...status.warnings.map((warning) => `warning: ${statusWarningText(warning)}\n`),
  ].join('');
}

function headline({ name, points: { low, high } }: CampaignStatus): string {
  const parts = [`${high.total} high-fidelity`, `${low.total} low-fidelity points`];
  const tests = low.test + high.test;
  const excluded = low.excluded + high.excluded;
  if (tests > 0) parts.push(`${tests} of them for testing`);
  if (excluded > 0) parts.push(`${excluded} left out`);
  return `${name}: ${parts.join(', ')}\n`;
}

/** Points that no fit uses because the space leaves them out, by what leaves them out. */
function outsideLine({ outside }: CampaignStatus): string[] {
  const count = outside.reduce((sum, tally) => sum + tally.count, 0);
  if (count === 0) return [];
  return [`outside the space, not fitted: ${counted(count, 'point')} (${outsideTallyText(outside)})\n`];
}

/** The columns of the iteration table. */
const COLUMNS = CONTOUR_METRICS.filter((name) => METRICS[name].column !== undefined);

/** A metric in the table: a share down to the first digit of its error, an entropy with it. */
function metricCell(name: ContourMetric, judged: Judgement): string {
  const { format, isErrorShown } = METRICS[name];
  if (format === 'share') return percent(judged[name], errorOf(name, judged));
  if (isErrorShown) return measured(judged[name], errorOf(name, judged));
  return digits(judged[name], SIGNIFICANT);
}

/** The standard error of a metric: its own, that of the metric that it is read beside, or a usual one. */
function errorOf(name: ContourMetric, judged: Judgement): number | null {
  const { usualError } = METRICS[name];
  if (typeof usualError === 'number') return usualError;
  const other = usualError ?? name;
  return isErrorMetric(other) ? judged[`${other}Error`] : null;
}

/** Digits of a number in a table without an error. */
const SIGNIFICANT = 2;

/** One row an iteration, and with several contours one more for each of them; columns that nobody has are left out. */
function iterationTable({ iterations, contour }: CampaignStatus): string {
  const several = contour.length > 1;
  const rows = iterations.flatMap((iteration) => {
    const head = [String(iteration.iteration), String(iteration.nLow), String(iteration.nHigh)];
    const mean = { head: several ? [...head, 'mean'] : head, judged: iteration as Judgement };
    const each = contour.flatMap((quantity) => {
      const judged = iteration.contours[quantity];
      return judged ? [{ head: ['', '', '', quantity], judged }] : [];
    });
    return several ? [mean, ...each] : [mean];
  });
  const columns = COLUMNS.filter((name) => rows.some(({ judged }) => judged[name] !== null));
  const titles = [
    'iteration',
    'low',
    'high',
    ...(several ? ['contour'] : []),
    ...columns.map((name) => METRICS[name].column ?? name),
  ];
  return textTable(
    titles.map((title) => ({ title, align: title === 'contour' ? 'left' : 'right' })),
    rows.map(({ head, judged }) => [...head, ...columns.map((name) => metricCell(name, judged))]),
  );
}

/** Where the volume metrics of the latest iteration are first figures. */
function volumeLine({ volume }: IterationStatus): string[] {
  if (volume === null || volume.points >= volume.wanted) return [];
  return [
    `Entropy and volumes of the latest iteration are first figures, on ${volume.points} points; \`fit\` and open windows refine them to ${volume.wanted}.\n`,
  ];
}

/** The factors on standard deviations, where there is one: `exp 1.12, obs 0.94`. */
export function calibrationLine(factors: IterationStatus['calibration']): string[] {
  const parts = Object.entries(factors).flatMap(([quantity, factor]) =>
    factor === 1 ? [] : [`${quantity} ${factor.toFixed(2)}`],
  );
  return parts.length === 0
    ? []
    : [`Standard deviations are calibrated by left-out limits, factors: ${parts.join(', ')}.\n`];
}

/** "The contour is known to ±18 GeV in m_zp (±43 GeV on nine tenths of it)". */
function sharpnessLines({ parameters, nHigh }: IterationStatus): string[] {
  const parts = Object.entries(parameters).flatMap(([name, { unit, sharpness, sharpness90 }]) => {
    if (sharpness === null || sharpness90 === null) return [];
    const suffix = unit === undefined ? '' : ` ${unit}`;
    return [`±${withDigits(sharpness, 2)}${suffix} in ${name} (±${withDigits(sharpness90, 2)}${suffix})`];
  });
  return parts.length === 0
    ? []
    : [
        `Half of the ${nHigh > 0 ? '' : 'low-fidelity '}contour (nine tenths) is known to ${parts.join(', ')}, each parameter by itself.\n`,
      ];
}

type Returned = IterationStatus['returned'][number];

/** What the table of returned batches shows of each, by metric. */
const RETURNED_COLUMNS: readonly (readonly [name: MetricName, of: (batch: Returned) => number | null])[] = [
  ['returnedCount', ({ count }) => count],
  ['returnedRightSide', ({ rightSide }) => rightSide],
  ['returnedPullMean', ({ pullMean }) => pullMean],
  ['returnedPullRms', ({ pullRms }) => pullRms],
  ['returnedY16', ({ y16 }) => y16],
  ['returnedY50', ({ y50 }) => y50],
  ['returnedY84', ({ y84 }) => y84],
];

function returnedCell(name: MetricName, value: number | null): string {
  const { format, usualError } = METRICS[name];
  if (format === 'count') return String(value);
  return format === 'share' ? percent(value, Number(usualError)) : digits(value, SIGNIFICANT);
}

function returnedTable({ iteration, returned }: IterationStatus): string[] {
  if (returned.length === 0) return [];
  const columns = RETURNED_COLUMNS.map(([name]) => METRICS[name].column ?? name);
  const titles = ['batch', 'quantity', ...columns];
  const rows = returned.map((batch) => [
    String(batch.batch),
    batch.quantity,
    ...RETURNED_COLUMNS.map(([name, of]) => returnedCell(name, of(batch))),
  ]);
  return [
    `\nCome back for iteration ${iteration}, against the fits that had asked for them:\n`,
    textTable(
      titles.map((title) => ({ title, align: title === 'quantity' ? 'left' : 'right' })),
      rows,
    ),
  ];
}

function batchTable({ batches }: CampaignStatus): string[] {
  if (batches.length === 0) return [];
  const titles = ['batch', 'iteration', 'method', 'fidelity', 'points'];
  const rows = batches.map(({ batch, iteration, method, fidelity, states }) => [
    String(batch),
    iteration === null ? MISSING : String(iteration),
    method,
    fidelity,
    Object.entries(states)
      .map(([state, count]) => `${count} ${state}`)
      .join(', '),
  ]);
  return [
    '\n',
    textTable(
      titles.map((title) => ({
        title,
        align: title === 'batch' || title === 'iteration' ? 'right' : 'left',
      })),
      rows,
    ),
  ];
}

/** Whether the analyst may stop, in a sentence. */
export function verdictText({ stop, iterations }: CampaignStatus): string {
  if (stop === null) {
    return 'There is no stop rule: give the campaign one (`stop` in campaign.yaml, `contourist edit`).';
  }
  const latest = iterations.at(-1);
  if (latest === undefined) return 'Nothing has been fitted yet.';
  return stopVerdictText(stop, stop.of === undefined ? '' : latest.parameters[stop.of]?.unit);
}

function adviceText(status: CampaignStatus): string {
  const { forecast } = status;
  const missing = status.stop && status.iterations.length > 0 ? missingTexts(status.stop) : [];
  const lines = missing.map((text) => `missing: ${text}\n`).join('');
  return `\n${verdictText(status)}\n${lines}${forecast === null || forecast.points === 0 ? '' : forecastText(forecast)}`;
}

function forecastText({ points, low, high }: NonNullable<CampaignStatus['forecast']>): string {
  const interval = high === null ? `${low} or many more` : `${low} to ${high}`;
  return `If the trend goes on, about ${counted(points, 'more high-fidelity point')} will do (68 %: ${interval}).\n`;
}

const MISSING = '-';

function digits(value: number | null, count: number): string {
  return value === null ? MISSING : withDigits(value, count);
}

/** A value down to the first digit of its error. */
function measured(value: number | null, error: number | null): string {
  if (value === null) return MISSING;
  return error === null || error === 0
    ? toItsError(value, null)
    : `${toItsError(value, error)} ± ${toItsError(error, error)}`;
}

/** A share in percent, down to the first digit of its error. */
function percent(share: number | null, error: number | null): string {
  return share === null ? MISSING : `${toItsError(100 * share, error === null ? null : 100 * error)} %`;
}
