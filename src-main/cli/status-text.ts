import type { CampaignStatus, IterationStatus, Judgement } from '#shared/contract/iterations/status.ts';
import { toItsError, withDigits } from '#shared/domain/significant-digits.ts';
import { counted, textTable } from './text-table.ts';

/** The status of a campaign for a person: a table by iteration, what is known of the contour, batches, the verdict. */
export function statusText(status: CampaignStatus): string {
  const latest = status.iterations.at(-1);
  return [
    headline(status),
    ...(latest ? [iterationTable(status), ...sharpnessLines(latest), ...returnedTable(latest)] : []),
    ...batchTable(status),
    adviceText(status),
    ...status.warnings.map((warning) => `warning: ${warning}\n`),
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

/** Shares of tens or hundreds of points are known to a few percent. */
const COVERAGE_ERROR = 0.03;

/** A column of the iteration table: its title and its cell. */
type Column = readonly [title: string, cell: (judged: Judgement) => string];

const COLUMNS: readonly Column[] = [
  ['entropy/nat', ({ entropy, entropyError }) => measured(entropy, entropyError)],
  ['5 % < p < 95 %', ({ uncertain90, uncertain90Error }) => percent(uncertain90, uncertain90Error)],
  ['16 % < p < 84 %', ({ uncertain68, uncertain68Error }) => percent(uncertain68, uncertain68Error)],
  ['changed', ({ changed, changedError }) => percent(changed, changedError)],
  ['moved', ({ moved }) => digits(moved, 2)],
  ['s/band', ({ bandRatio }) => digits(bandRatio, 2)],
  ['left-out rms', ({ looRms }) => digits(looRms, 2)],
  ['in ±1σ', ({ looCoverage1 }) => percent(looCoverage1, COVERAGE_ERROR)],
  ['test error', ({ testError, testErrorError }) => percent(testError, testErrorError)],
  ['claimed', ({ testClaim, testErrorError }) => percent(testClaim, testErrorError)],
];

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
  const columns = COLUMNS.filter(([, cell]) => rows.some(({ judged }) => cell(judged) !== MISSING));
  const titles = [
    'iteration',
    'low',
    'high',
    ...(several ? ['contour'] : []),
    ...columns.map(([title]) => title),
  ];
  return textTable(
    titles.map((title) => ({ title, align: title === 'contour' ? 'left' : 'right' })),
    rows.map(({ head, judged }) => [...head, ...columns.map(([, cell]) => cell(judged))]),
  );
}

/** "The contour is known to ±18 GeV in m_zp (±43 GeV on nine tenths of it)". */
function sharpnessLines({ parameters }: IterationStatus): string[] {
  const parts = Object.entries(parameters).flatMap(([name, { unit, sharpness, sharpness90 }]) => {
    if (sharpness === null || sharpness90 === null) return [];
    const suffix = unit === undefined ? '' : ` ${unit}`;
    return [`±${withDigits(sharpness, 2)}${suffix} in ${name} (±${withDigits(sharpness90, 2)}${suffix})`];
  });
  return parts.length === 0
    ? []
    : [`Half of the contour (nine tenths) is known to ${parts.join(', ')}, each parameter by itself.\n`];
}

function returnedTable({ iteration, returned }: IterationStatus): string[] {
  if (returned.length === 0) return [];
  const titles = [
    'batch',
    'quantity',
    'points',
    'right side',
    'mean pull',
    'rms pull',
    'ln μ: 16 %',
    '50 %',
    '84 %',
  ];
  const rows = returned.map(({ batch, quantity, count, rightSide, pullMean, pullRms, y16, y50, y84 }) => [
    String(batch),
    quantity,
    String(count),
    percent(rightSide, COVERAGE_ERROR),
    digits(pullMean, 2),
    digits(pullRms, 2),
    ...[y16, y50, y84].map((y) => withDigits(y, 2)),
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

function adviceText({ verdict, forecast }: CampaignStatus): string {
  return `\n${verdict}\n${forecast === null || forecast.points === 0 ? '' : forecastText(forecast)}`;
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
