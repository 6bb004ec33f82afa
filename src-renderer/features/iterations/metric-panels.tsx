import { useCallback, useMemo } from 'react';
import type { ChartLook } from '#renderer/charts/figure.tsx';
import type { FormulaName } from '#renderer/components/help/formulas.ts';
import { MathSelect } from '#renderer/components/inputs/math-select.tsx';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { shownFactor } from '#renderer/components/numbers/energy-unit.ts';
import { formatDecimals, NO_VALUE } from '#renderer/components/numbers/format-number.ts';
import { formatParameter } from '#renderer/components/numbers/format-quantity.ts';
import { formatWithError } from '#renderer/components/numbers/format-with-error.ts';
import { useView } from '#renderer/state/view-state.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { IterationStatus } from '#shared/contract/iterations/status.ts';
import {
  type ContourMetric,
  honestValue,
  isErrorMetric,
  METRICS,
  PARAMETER_METRICS,
} from '#shared/domain/metric.ts';
import { buildSeries } from './build-series.ts';
import { MetricPanel } from './metric-panel.tsx';
import { formatMetric, metricNumber } from './metric-texts.ts';
import styles from './progress.module.css';
import { useProgressView } from './progress-view.ts';

export interface IterationPanelProps {
  readonly summary: CampaignSummary;
  /** Oldest first. */
  readonly iterations: readonly IterationStatus[];
  /** The iteration that the scrubber is at. */
  readonly current: IterationStatus;
  /** What the metrics are drawn over: iterations, or the high-fidelity points that each was fitted to. */
  readonly over: 'iteration' | 'evaluations';
}

const evaluationsOf = ({ iterations, over }: Pick<IterationPanelProps, 'iterations' | 'over'>) =>
  over === 'evaluations' ? iterations.map(({ nHigh }) => nHigh) : undefined;

/** A panel that draws metrics of the campaign as a whole; how they are called, drawn and written is in METRICS. */
interface MetricPanelOptions {
  readonly title: string;
  readonly help: FormulaName;
  /** One line each, the first filled and solid, the second open and dashed. */
  readonly metrics: readonly [ContourMetric, ContourMetric?];
  /** A metric of the iteration in front up to which the panel is filled. */
  readonly filledTo?: ContourMetric;
  /** A number of the first metric, where the panel writes it otherwise than METRICS says. */
  readonly number?: (value: number) => string;
  /** The iteration in front in words; by default its first metric, or the one that the stop rule watches. */
  readonly value?: (current: IterationStatus) => string;
  /** Instead of the chart where no iteration has any of the metrics. */
  readonly nothing?: string;
  /** Whether its metrics are of ln μ, which not every surrogate gives. */
  readonly isOfLnMu?: boolean;
}

const NO_LN_MU = 'This surrogate gives no mean and standard deviation of ln μ.';

const percentOfRange = (value: number): string => `${formatDecimals(100 * value, 1)} %`;
const percent = (share: number | null): string =>
  share === null ? NO_VALUE : `${formatDecimals(100 * share, 0)} %`;

export const ENTROPY_PANEL: MetricPanelOptions = {
  title: 'Entropy',
  help: 'entropy',
  metrics: ['entropy'],
  value: ({ entropy, entropyError }) =>
    entropy === null ? NO_VALUE : `${formatWithError(entropy, entropyError, 4)} ${METRICS.entropy.unit}`,
};

export const VOLUME_PANEL: MetricPanelOptions = {
  title: 'Uncertain volume',
  help: 'uncertainVolume',
  metrics: ['uncertain90', 'uncertain68'],
};

export const MOVEMENT_PANEL: MetricPanelOptions = {
  title: 'Contour movement',
  help: 'movement',
  metrics: ['moved'],
  number: percentOfRange,
  value: ({ moved }) => (moved === null ? 'nothing before it' : `${percentOfRange(moved)} of range`),
  nothing: 'From the second iteration on the contour can move.',
};

export const SIGMA_PANEL: MetricPanelOptions = {
  title: 'Model σ on the contour',
  help: 'modelSigma',
  metrics: ['contourSigma'],
  filledTo: 'bandHalfWidth',
  value: ({ contourSigma, bandHalfWidth }) => {
    if (contourSigma === null) return NO_VALUE;
    const band = bandHalfWidth === null ? '' : `, band ${metricNumber(bandHalfWidth, 'bandHalfWidth')}`;
    return `${formatDecimals(contourSigma, contourSigma < 0.1 ? 3 : 2)}${band}`;
  },
  nothing: 'Iterations fitted by earlier versions do not have it; the next fit brings it.',
  isOfLnMu: true,
};

const CALIBRATION_PANEL: MetricPanelOptions = {
  title: 'Calibration',
  help: 'calibration',
  metrics: ['looCoverage1', 'looCoverage2'],
  isOfLnMu: true,
  value: ({ looCoverage1, looCoverage2 }) => `${percent(looCoverage1)} and ${percent(looCoverage2)}`,
};

/** The panels at the end of the screen: a metric that gets one of its own is added here. */
export const LAST_PANELS: readonly MetricPanelOptions[] = [CALIBRATION_PANEL];

const COLORS = ['accent', 'series2'] as const;

const goalEntry = (label = 'goal') => ({
  id: 'goal',
  label,
  glyph: 'dotted' as const,
  color: 'threshold' as const,
});

/** `, goal 5 %` */
const goalText = (goal: number | null, format: (value: number) => string): string =>
  goal === null ? '' : `, goal ${format(goal)}`;

/** Metrics by iteration with the stop rule's threshold on them, or the values of an honest model. */
export function MetricsPanel({
  panel,
  summary,
  iterations,
  current,
  over,
}: IterationPanelProps & { readonly panel: MetricPanelOptions }) {
  const { stop } = summary.definition;
  const metrics = useMemo(() => panel.metrics.filter((name) => name !== undefined), [panel]);
  const watched = metrics.find((name) => stop?.metric === name && stop.of === undefined);
  const isGiven = !panel.isOfLnMu || summary.surrogates.every(({ gives }) => gives.lnMu);
  const goal = watched === undefined ? null : (stop?.below ?? null);
  const nominal = metrics.flatMap((name) => honestValue(name) ?? []);
  const filledTo = panel.filledTo === undefined ? null : current[panel.filledTo];
  const make = useCallback(
    (look: ChartLook) => {
      const { axis = '', axisFactor = 1, axisTop } = METRICS[metrics[0] ?? 'entropy'];
      const scaled = (value: number | null) => (value === null ? null : axisFactor * value);
      return buildSeries({
        iterations: iterations.map(({ iteration }) => iteration),
        evaluations: evaluationsOf({ iterations, over }),
        series: metrics.map((name, index) => ({
          id: name,
          values: iterations.map((iteration) => scaled(iteration[name])),
          ...(isErrorMetric(name) && {
            errors: iterations.map((iteration) => scaled(iteration[`${name}Error`])),
          }),
          color: COLORS[index] ?? 'accent',
          isSecond: index > 0,
        })),
        goals: [
          ...(goal === null ? [] : [axisFactor * goal]),
          ...metrics.flatMap((name) => scaled(honestValue(name)) ?? []),
        ],
        filledTo: panel.filledTo === undefined ? null : current[panel.filledTo],
        ...(axisTop !== undefined && { top: axisTop }),
        title: axis,
        current: current.iteration,
        look,
      });
    },
    [panel, metrics, iterations, current, goal, over],
  );
  const shown = watched ?? metrics[0] ?? 'entropy';
  const value = panel.value?.(current) ?? formatMetric(current[shown], shown);
  const isMissing = metrics.every((name) => iterations.every((iteration) => iteration[name] === null));
  return (
    <MetricPanel
      title={panel.title}
      help={panel.help}
      value={`${value}${goalText(goal, panel.number ?? ((below) => metricNumber(below, shown)))}`}
      legend={[
        ...metrics.map((name, index) => ({
          id: name,
          label: METRICS[name].line ?? METRICS[name].name,
          glyph: index > 0 ? ('dashed' as const) : ('solid' as const),
          color: COLORS[index] ?? 'accent',
        })),
        ...(panel.filledTo === undefined || filledTo === null
          ? []
          : [
              {
                id: 'band',
                label: METRICS[panel.filledTo].line ?? METRICS[panel.filledTo].name,
                glyph: 'band' as const,
                color: 'band' as const,
              },
            ]),
        ...(goal === null ? [] : [goalEntry()]),
        ...(nominal.length === 0 ? [] : [goalEntry(nominal.map(percent).join(' and '))]),
      ]}
      make={make}
      nothing={isMissing ? ((isGiven ? panel.nothing : NO_LN_MU) ?? null) : null}
    />
  );
}

export function SharpnessPanel({ summary, iterations, current, over }: IterationPanelProps) {
  const [view, setView] = useView(useProgressView, summary.campaignId);
  const { parameters, stop } = summary.definition;
  const parameter = parameters.find(({ name }) => name === view.sharpnessOf) ?? parameters[0];
  const name = parameter?.name ?? '';
  const goal =
    stop?.of === name && PARAMETER_METRICS.some((metric) => metric === stop.metric) ? stop.below : null;
  const make = useCallback(
    (look: ChartLook) =>
      buildSeries({
        iterations: iterations.map(({ iteration }) => iteration),
        evaluations: evaluationsOf({ iterations, over }),
        series: PARAMETER_METRICS.map((metric, index) => ({
          id: metric,
          values: iterations.map((iteration) => iteration.parameters[name]?.[metric] ?? null),
          color: COLORS[index] ?? 'accent',
          isSecond: index > 0,
        })),
        goals: goal === null ? [] : [goal],
        title: parameter === undefined ? '' : `$\\Delta$${parameterTitle(parameter)}`,
        factor: shownFactor(parameter?.unit),
        current: current.iteration,
        look,
      }),
    [iterations, current, goal, name, parameter, over],
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
        ...PARAMETER_METRICS.map((metric, index) => ({
          id: metric,
          label: METRICS[metric].line ?? METRICS[metric].name,
          glyph: index > 0 ? ('dashed' as const) : ('solid' as const),
          color: COLORS[index] ?? 'accent',
        })),
        ...(goal === null ? [] : [goalEntry()]),
      ]}
      make={make}
    />
  );
}
