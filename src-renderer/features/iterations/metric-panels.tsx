import { useCallback } from 'react';
import type { ChartLook } from '#renderer/charts/figure.tsx';
import { MathSelect } from '#renderer/components/inputs/math-select.tsx';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { shownFactor } from '#renderer/components/numbers/energy-unit.ts';
import { formatDecimals, formatSignificant, NO_VALUE } from '#renderer/components/numbers/format-number.ts';
import { formatParameter, formatShare } from '#renderer/components/numbers/format-quantity.ts';
import { formatWithError } from '#renderer/components/numbers/format-with-error.ts';
import { useView } from '#renderer/state/view-state.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { IterationStatus } from '#shared/contract/iterations/status.ts';
import type { StopMetric, StopRule } from '#shared/domain/stop-metric.ts';
import { buildSeries } from './build-series.ts';
import { MetricPanel } from './metric-panel.tsx';
import styles from './progress.module.css';
import { useProgressView } from './progress-view.ts';

export interface IterationPanelProps {
  readonly summary: CampaignSummary;
  /** Oldest first. */
  readonly iterations: readonly IterationStatus[];
  /** The iteration that the scrubber is at. */
  readonly current: IterationStatus;
}

const numbersOf = (iterations: readonly IterationStatus[]) => iterations.map(({ iteration }) => iteration);
const hundredfold = (value: number | null): number | null => (value === null ? null : 100 * value);

/** The stop rule's threshold on a metric of the campaign as a whole. */
function goalOn({ definition: { stop } }: CampaignSummary, metric: StopMetric): number | null {
  return isOfAll(stop, metric) ? (stop?.below ?? null) : null;
}

const isOfAll = (stop: StopRule | undefined, metric: StopMetric): boolean =>
  stop?.metric === metric && stop.of === undefined;

const goalEntry = (label = 'goal') => ({
  id: 'goal',
  label,
  glyph: 'dotted' as const,
  color: 'threshold' as const,
});

/** `, goal 5 %` */
const goalText = (goal: number | null, format: (value: number) => string): string =>
  goal === null ? '' : `, goal ${format(goal)}`;

export function EntropyPanel({ summary, iterations, current }: IterationPanelProps) {
  const goal = goalOn(summary, 'entropy');
  const make = useCallback(
    (look: ChartLook) =>
      buildSeries({
        iterations: numbersOf(iterations),
        series: [
          {
            id: 'entropy',
            values: iterations.map(({ entropy }) => entropy),
            errors: iterations.map(({ entropyError }) => entropyError),
            color: 'accent',
          },
        ],
        goals: goal === null ? [] : [goal],
        title: '$\\langle H\\rangle$ [nat]',
        current: current.iteration,
        look,
      }),
    [iterations, current, goal],
  );
  const { entropy, entropyError } = current;
  const value = entropy === null ? NO_VALUE : `${formatWithError(entropy, entropyError, 4)} nat`;
  return (
    <MetricPanel
      title="Entropy"
      help="entropy"
      value={`${value}${goalText(goal, (below) => formatSignificant(below, 2))}`}
      legend={[
        { id: 'entropy', label: 'average ± Monte-Carlo error', glyph: 'solid', color: 'accent' },
        ...(goal === null ? [] : [goalEntry()]),
      ]}
      make={make}
    />
  );
}

export function VolumePanel({ summary, iterations, current }: IterationPanelProps) {
  const wide = goalOn(summary, 'uncertain90');
  const tight = goalOn(summary, 'uncertain68');
  const goal = wide ?? tight;
  const make = useCallback(
    (look: ChartLook) =>
      buildSeries({
        iterations: numbersOf(iterations),
        series: [
          {
            id: 'uncertain90',
            values: iterations.map(({ uncertain90 }) => hundredfold(uncertain90)),
            errors: iterations.map(({ uncertain90Error }) => hundredfold(uncertain90Error)),
            color: 'accent',
          },
          {
            id: 'uncertain68',
            values: iterations.map(({ uncertain68 }) => hundredfold(uncertain68)),
            errors: iterations.map(({ uncertain68Error }) => hundredfold(uncertain68Error)),
            color: 'series2',
            isSecond: true,
          },
        ],
        goals: goal === null ? [] : [100 * goal],
        title: 'volume [%]',
        current: current.iteration,
        look,
      }),
    [iterations, current, goal],
  );
  const shown = tight === null ? current.uncertain90 : current.uncertain68;
  return (
    <MetricPanel
      title="Uncertain volume"
      help="uncertainVolume"
      value={`${formatShare(shown)}${goalText(goal, formatShare)}`}
      legend={[
        { id: 'uncertain90', label: '$0.05 < p < 0.95$', glyph: 'solid', color: 'accent' },
        { id: 'uncertain68', label: '$0.16 < p < 0.84$', glyph: 'dashed', color: 'series2' },
        ...(goal === null ? [] : [goalEntry()]),
      ]}
      make={make}
    />
  );
}

export function MovementPanel({ summary, iterations, current }: IterationPanelProps) {
  const goal = goalOn(summary, 'moved');
  const make = useCallback(
    (look: ChartLook) =>
      buildSeries({
        iterations: numbersOf(iterations),
        series: [
          {
            id: 'moved',
            values: iterations.map(({ moved }) => hundredfold(moved)),
            errors: iterations.map(({ movedError }) => hundredfold(movedError)),
            color: 'accent',
          },
        ],
        goals: goal === null ? [] : [100 * goal],
        title: 'movement [% of range]',
        current: current.iteration,
        look,
      }),
    [iterations, current, goal],
  );
  const share = (value: number) => `${formatDecimals(100 * value, 1)} %`;
  const value = current.moved === null ? 'nothing before it' : `${share(current.moved)} of range`;
  return (
    <MetricPanel
      title="Contour movement"
      help="movement"
      value={`${value}${goalText(goal, share)}`}
      legend={[
        { id: 'moved', label: 'mean distance to the previous contour', glyph: 'solid', color: 'accent' },
        ...(goal === null ? [] : [goalEntry()]),
      ]}
      make={make}
      nothing={
        iterations.every(({ moved }) => moved === null)
          ? 'From the second iteration on the contour can move.'
          : null
      }
    />
  );
}

export function SigmaPanel({ iterations, current }: IterationPanelProps) {
  const halfWidth = current.bandHalfWidth;
  const make = useCallback(
    (look: ChartLook) =>
      buildSeries({
        iterations: numbersOf(iterations),
        series: [
          { id: 'sigma', values: iterations.map(({ contourSigma }) => contourSigma), color: 'accent' },
        ],
        filledTo: halfWidth,
        title: '$\\sigma(\\ln\\mu)$',
        current: current.iteration,
        look,
      }),
    [iterations, current, halfWidth],
  );
  const { contourSigma } = current;
  const band = halfWidth === null ? '' : `, band ${formatDecimals(halfWidth, 2)}`;
  const isMissing = iterations.every((iteration) => iteration.contourSigma === null);
  return (
    <MetricPanel
      title="Model σ on the contour"
      help="modelSigma"
      value={
        contourSigma === null
          ? NO_VALUE
          : `${formatDecimals(contourSigma, contourSigma < 0.1 ? 3 : 2)}${band}`
      }
      legend={[
        { id: 'sigma', label: 'model $\\sigma(\\ln\\mu)$', glyph: 'solid', color: 'accent' },
        ...(halfWidth === null
          ? []
          : [{ id: 'band', label: 'half width of expected ±1σ', glyph: 'band', color: 'band' } as const]),
      ]}
      make={make}
      nothing={
        isMissing ? 'Iterations fitted by earlier versions do not have it; the next fit brings it.' : null
      }
    />
  );
}

export function SharpnessPanel({ summary, iterations, current }: IterationPanelProps) {
  const [view, setView] = useView(useProgressView, summary.campaignId);
  const { parameters, stop } = summary.definition;
  const parameter = parameters.find(({ name }) => name === view.sharpnessOf) ?? parameters[0];
  const name = parameter?.name ?? '';
  const goal =
    stop?.of === name && (stop.metric === 'sharpness' || stop.metric === 'sharpness90') ? stop.below : null;
  const make = useCallback(
    (look: ChartLook) =>
      buildSeries({
        iterations: numbersOf(iterations),
        series: [
          {
            id: 'median',
            values: iterations.map((iteration) => iteration.parameters[name]?.sharpness ?? null),
            color: 'accent',
          },
          {
            id: 'p90',
            values: iterations.map((iteration) => iteration.parameters[name]?.sharpness90 ?? null),
            color: 'series2',
            isSecond: true,
          },
        ],
        goals: goal === null ? [] : [goal],
        title: parameter === undefined ? '' : `$\\Delta$${parameterTitle(parameter)}`,
        factor: shownFactor(parameter?.unit),
        current: current.iteration,
        look,
      }),
    [iterations, current, goal, name, parameter],
  );
  if (parameter === undefined) return null;
  const sharpness = current.parameters[name]?.sharpness ?? null;
  const known =
    sharpness === null
      ? 'no contour'
      : `known to ±${formatParameter(Number(sharpness.toPrecision(2)), { unit: parameter.unit })}`;
  return (
    <MetricPanel
      title="Sharpness"
      help="sharpness"
      value={known}
      aside={
        <span className={styles.withChoice}>
          {known} in
          <MathSelect
            className={styles.choice ?? ''}
            name="Parameter"
            value={name}
            choices={parameters.map((choice) => ({
              value: choice.name,
              label: parameterTitle(choice, false),
            }))}
            onChange={(sharpnessOf) => setView({ sharpnessOf })}
          />
        </span>
      }
      legend={[
        { id: 'median', label: 'median over the contour', glyph: 'solid', color: 'accent' },
        { id: 'p90', label: '90th percentile', glyph: 'dashed', color: 'series2' },
        ...(goal === null ? [] : [goalEntry()]),
      ]}
      make={make}
    />
  );
}

/** What an honest model's ±1σ and ±2σ hold. */
const NOMINAL = [0.6827, 0.9545] as const;

export function CalibrationPanel({ iterations, current }: IterationPanelProps) {
  const make = useCallback(
    (look: ChartLook) =>
      buildSeries({
        iterations: numbersOf(iterations),
        series: [
          {
            id: 'within1',
            values: iterations.map(({ looCoverage1 }) => looCoverage1),
            color: 'accent',
          },
          {
            id: 'within2',
            values: iterations.map(({ looCoverage2 }) => looCoverage2),
            color: 'series2',
            isSecond: true,
          },
        ],
        goals: NOMINAL,
        top: 1.05,
        title: 'share of left-out limits',
        current: current.iteration,
        look,
      }),
    [iterations, current],
  );
  const { looCoverage1, looCoverage2 } = current;
  const percent = (share: number | null) =>
    share === null ? NO_VALUE : `${formatDecimals(100 * share, 0)} %`;
  return (
    <MetricPanel
      title="Calibration"
      help="calibration"
      value={`${percent(looCoverage1)} and ${percent(looCoverage2)}`}
      legend={[
        { id: 'within1', label: 'within ±1σ', glyph: 'solid', color: 'accent' },
        { id: 'within2', label: 'within ±2σ', glyph: 'dashed', color: 'series2' },
        goalEntry('68 % and 95 %'),
      ]}
      make={make}
    />
  );
}
