import { NumberInput, Slider } from '@mantine/core';
import { create } from 'zustand';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { ParameterLabel } from '#renderer/components/math/parameter-label.tsx';
import { Tex } from '#renderer/components/math/tex.tsx';
import { shownUnit } from '#renderer/components/numbers/energy-unit.ts';
import { NO_BREAK_SPACE } from '#renderer/components/numbers/format-number.ts';
import { formatParameter, formatParameterValue } from '#renderer/components/numbers/format-quantity.ts';
import type { CampaignDefinition, Parameter } from '#shared/domain/campaign-definition.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';
import styles from './contours.module.css';
import type { ContoursProps } from './contours-props.ts';
import { MOVE_SHARE, movedBy, roundedValue } from './slice-choice.ts';

/** The slider that the keys [ and ] move: the one that was moved last. */
export const useCurrentSlider = create<{ name: string | null }>(() => ({ name: null }));

/** Steps of a slider from end to end. */
const STEPS = 500;

/** Which way a key on a slider moves it. */
const MOVES: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** Where the hidden parameters stand: a slider and a field for each, and the fixed ones in words. */
export function SlidersPanel({ campaign: { definition }, choice, view, change }: ContoursProps) {
  const { hidden, fixed } = choice;
  return (
    <Panel title="Slice at" value={<Tex>{fixedText(definition)}</Tex>}>
      {hidden.length === 0 && <p className={styles.quiet}>Both free parameters are on the axes.</p>}
      {hidden.map((parameter) => (
        <ParameterSlider
          key={parameter.name}
          parameter={parameter}
          value={fixed[parameter.name] ?? parameter.lower}
          onChange={(value) => {
            useCurrentSlider.setState({ name: parameter.name });
            change({ fixed: { ...view.fixed, [parameter.name]: value } });
          }}
        />
      ))}
    </Panel>
  );
}

function ParameterSlider({
  parameter,
  value,
  onChange,
}: {
  parameter: Parameter;
  value: number;
  onChange: (value: number) => void;
}) {
  const { name, lower, upper, scale: kind } = parameter;
  const shown = shownUnit(parameter.unit);
  const factor = shown?.factor ?? 1;
  const unit = shown?.unit ?? parameter.unit;
  const scale = createScale(parameter);
  return (
    <div className={styles.slider}>
      <span className={styles.sliderName}>
        <ParameterLabel parameter={parameter} withUnit={false} />
      </span>
      <div
        role="presentation"
        onKeyDownCapture={(event) => {
          const way = MOVES[event.key];
          if (way === undefined) return;
          // Not by one of the slider's own steps: rounded as values are here, it would lead back to where it was.
          event.preventDefault();
          event.stopPropagation();
          onChange(movedBy(parameter, value, way * MOVE_SHARE));
        }}
      >
        <Slider
          min={0}
          max={STEPS}
          value={Math.round(STEPS * scale.toUnit(value))}
          label={null}
          thumbLabel={name}
          thumbValueText={formatParameter(value, parameter)}
          onChange={(step) => onChange(roundedValue(parameter, step / STEPS))}
        />
        <div className={styles.sliderEnds} aria-hidden="true">
          <span>{formatParameterValue(lower, parameter)}</span>
          {kind === 'log' && <span>log</span>}
          <span>{formatParameterValue(upper, parameter)}</span>
        </div>
      </div>
      <NumberInput
        aria-label={name}
        value={Number((value * factor).toPrecision(6))}
        min={lower * factor}
        max={upper * factor}
        clampBehavior="blur"
        {...(unit !== undefined && { suffix: `${NO_BREAK_SPACE}${unit}` })}
        onChange={(entered) => {
          if (typeof entered !== 'number') return;
          const next = entered / factor;
          if (next >= lower && next <= upper) onChange(next);
        }}
        className={styles.sliderInput ?? ''}
      />
    </div>
  );
}

/** `$g_q$ = 0.25 fixed`. */
function fixedText({ fixed }: CampaignDefinition): string {
  const constants = Object.entries(fixed).map(
    ([name, value]) => `${name} = ${formatParameterValue(value, {})}`,
  );
  return constants.length === 0 ? '' : `${constants.join(', ')} fixed`;
}
