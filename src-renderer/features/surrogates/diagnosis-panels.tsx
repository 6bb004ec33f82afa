import { SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import {
  buildPullsOption,
  type PredictedLimits,
  pullsOf,
} from '#renderer/charts/builders/build-pulls-option.ts';
import { type ChartLook, Figure } from '#renderer/charts/figure.tsx';
import { LegendStrip } from '#renderer/charts/legend-strip.tsx';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { Tex } from '#renderer/components/math/tex.tsx';
import {
  formatCount,
  formatDecimals,
  formatSignificant,
} from '#renderer/components/numbers/format-number.ts';
import { formatPercent } from '#renderer/components/numbers/format-quantity.ts';
import type { DiagnosisReport } from '#shared/contract/surrogates/surrogates-methods.ts';
import { residualRms, shareWithin } from './calibration.ts';
import styles from './model.module.css';
import { calibrationPicture } from './pictures/calibration-picture.ts';
import { disagreesOnExclusion, type Fidelities, fidelitiesPicture } from './pictures/fidelities-picture.ts';
import { leftOutPicture } from './pictures/left-out-picture.ts';

/** What the surrogate does not give, where a panel would show it. */
function NotGiven({
  title,
  help,
  children,
}: {
  title: string;
  help: 'leaveOneOut' | 'calibration';
  children: string;
}) {
  return (
    <Panel title={title} help={help}>
      <p className={styles.caption}>{children}</p>
    </Panel>
  );
}

/** Every point predicted from all the others. */
export function LeftOutPanel({ diagnosis: { leftOut, surrogate } }: { diagnosis: DiagnosisReport }) {
  if (leftOut?.lnMu) return <LeftOutPulls leftOut={{ y: leftOut.y, ...leftOut.lnMu }} />;
  if (leftOut === null) {
    return (
      <NotGiven title="Leave one out" help="leaveOneOut">
        {`This surrogate (${surrogate.name}) gives no leave-one-out predictions.`}
      </NotGiven>
    );
  }
  const right = leftOut.y.filter((y, i) => y < 0 === (leftOut.pExcl[i] ?? 0) > 0.5).length;
  return (
    <Panel
      title="Leave one out"
      help="leaveOneOut"
      value={`${formatPercent(right / leftOut.y.length)} on the right side`}
    >
      <p className={styles.caption}>
        {`Left out, ${formatCount(right)} of ${formatCount(leftOut.y.length)} points are called what they are. This surrogate (${surrogate.name}) gives no mean and deviation of ln μ, so there are no pulls.`}
      </p>
    </Panel>
  );
}

function LeftOutPulls({ leftOut }: { leftOut: PredictedLimits }) {
  const make = useCallback((look: ChartLook) => leftOutPicture(leftOut, look), [leftOut]);
  const rms = formatSignificant(residualRms(leftOut), 2);
  return (
    <Panel title="Leave one out" help="leaveOneOut" value={<Tex>{`RMS ${rms} in $\\ln\\mu$`}</Tex>}>
      <LegendStrip
        entries={[
          { id: 'excluded', label: 'excluded', glyph: 'circle', color: 'ink' },
          { id: 'allowed', label: 'allowed', glyph: 'circle-open', color: 'ink' },
          { id: 'two-sigma', label: '±2σ', glyph: 'fill', color: 'idleSoft' },
        ]}
      />
      <Figure
        make={make}
        fileName="leave-one-out"
        label={`Pulls of ${leftOut.y.length} left-out points against ln μ; root mean square of the residuals ${rms}`}
      />
    </Panel>
  );
}

/** Whether the model's uncertainties are right: the reliability curve, or the histogram of the pulls. */
export function CalibrationPanel({
  diagnosis: { leftOut, test, surrogate },
}: {
  diagnosis: DiagnosisReport;
}) {
  if (!leftOut?.lnMu) {
    return (
      <NotGiven title="Calibration" help="calibration">
        {`This surrogate (${surrogate.name}) gives no standard deviation of ln μ to be calibrated.`}
      </NotGiven>
    );
  }
  return (
    <Calibration
      leftOut={{ y: leftOut.y, ...leftOut.lnMu }}
      test={test?.lnMu ? { y: test.y, ...test.lnMu } : null}
    />
  );
}

function Calibration({ leftOut, test }: { leftOut: PredictedLimits; test: PredictedLimits | null }) {
  const [view, setView] = useState<'curve' | 'pulls'>('curve');
  const pulls = useMemo(() => pullsOf(leftOut), [leftOut]);
  const testPulls = useMemo(() => test && pullsOf(test), [test]);
  const make = useCallback(
    (look: ChartLook) =>
      view === 'curve' ? calibrationPicture(pulls, testPulls, look) : buildPullsOption(pulls, look),
    [view, pulls, testPulls],
  );
  const summary = `${formatPercent(shareWithin(pulls, 1))} within 1σ, ${formatPercent(shareWithin(pulls, 2))} within 2σ`;
  return (
    <Panel title="Calibration" help="calibration" value={summary}>
      <div className={styles.legendRow}>
        <LegendStrip entries={view === 'curve' ? curveLegend(testPulls !== null) : PULLS_LEGEND} />
        <SegmentedControl
          size="xs"
          aria-label="What the calibration shows"
          data={[
            { value: 'curve', label: 'curve' },
            { value: 'pulls', label: 'pulls' },
          ]}
          value={view}
          onChange={(value) => setView(value as 'curve' | 'pulls')}
        />
      </div>
      <Figure
        make={make}
        fileName="calibration"
        label={`Calibration of ${pulls.length} left-out points: ${summary}`}
      />
    </Panel>
  );
}

const PULLS_LEGEND = [
  { id: 'pulls', label: 'left out', glyph: 'fill', color: 'accent' },
  { id: 'normal', label: 'normal', glyph: 'solid', color: 'ink' },
] as const;

function curveLegend(hasTest: boolean) {
  return [
    { id: 'left-out', label: 'left out', glyph: 'solid', color: 'accent' } as const,
    ...(hasTest ? [{ id: 'test', label: 'test points', glyph: 'dashed', color: 'test' } as const] : []),
  ];
}

/** The cheap estimate against the full analysis at the points of the latter. */
export function FidelitiesPanel({ diagnosis: { fidelities, surrogate } }: { diagnosis: DiagnosisReport }) {
  if (fidelities === null) {
    return (
      <Panel title="Low against high fidelity" help="fidelities">
        <p className={styles.caption}>
          {surrogate.gives.lnMu
            ? 'This fit has one fidelity. Import a cheap estimate of the same limits as low fidelity to compare.'
            : `This surrogate (${surrogate.name}) gives no ln μ in which the fidelities could be compared.`}
        </p>
      </Panel>
    );
  }
  return <FidelitiesChart fidelities={fidelities} />;
}

function FidelitiesChart({ fidelities }: { fidelities: Fidelities }) {
  const make = useCallback((look: ChartLook) => fidelitiesPicture(fidelities, look), [fidelities]);
  const { high, correlation, isMeasured } = fidelities;
  const disagreeing = high.filter((_, i) => disagreesOnExclusion(fidelities, i)).length;
  const r = correlation === null ? '' : `r = ${formatDecimals(correlation, 2)}, `;
  const measured = isMeasured.filter(Boolean).length;
  return (
    <Panel
      title="Low against high fidelity"
      help="fidelities"
      value={`${r}${formatCount(high.length)} points`}
    >
      <LegendStrip
        entries={[
          { id: 'agree', label: 'agree', glyph: 'circle', color: 'high' },
          {
            id: 'disagree',
            label: `disagree: ${formatCount(disagreeing)}`,
            glyph: 'diamond',
            color: 'low',
          },
          { id: 'equal', label: 'equal', glyph: 'dotted', color: 'axis' },
        ]}
      />
      <Figure
        make={make}
        fileName="low-against-high"
        label={`ln μ of the two fidelities at ${high.length} points; ${disagreeing} disagree on the exclusion`}
      />
      {measured < high.length && (
        <p className={styles.caption}>
          low values at {formatCount(high.length - measured)} of the points are what its own process predicts
        </p>
      )}
    </Panel>
  );
}
