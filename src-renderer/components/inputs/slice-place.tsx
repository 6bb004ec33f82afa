import { NumberInput, Popover, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { ParameterLabel } from '#renderer/components/math/parameter-label.tsx';
import { Tex } from '#renderer/components/math/tex.tsx';
import { shownFactor } from '#renderer/components/numbers/energy-unit.ts';
import { formatParameter } from '#renderer/components/numbers/format-quantity.ts';
import type { HeldParameter } from '#shared/contract/slices/slice.ts';
import type { Parameter } from '#shared/domain/campaign-definition.ts';
import styles from './slice-place.module.css';

interface SlicePlaceProps {
  readonly held: readonly HeldParameter[];
  readonly parameters: readonly Parameter[];
  readonly onChange: (values: Readonly<Record<string, number>>) => void;
  /** Before the values: `field and line at`. */
  readonly lead?: string;
  readonly className?: string | undefined;
  /** What else can be chosen about the slice. */
  readonly children?: ReactNode;
}

/** Says at which values of the other parameters a slice is drawn, and changes them. */
export function SlicePlace({ held, parameters, onChange, lead, className, children }: SlicePlaceProps) {
  const free = held.flatMap(({ name, value }) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    return parameter === undefined ? [] : [{ parameter, value }];
  });
  if (free.length === 0 && children === undefined) return null;
  const values = free.map(({ parameter, value }) => {
    const { name, label } = parameter;
    return `${label === undefined ? name : `$${label}$`} = ${formatParameter(value, parameter)}`;
  });
  const text = values.length === 0 ? 'axes' : values.join(', ');
  return (
    <Popover width={300} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={`${styles.place} ${className ?? ''}`}
          onClick={(event) => event.stopPropagation()}
        >
          <Tex>{lead === undefined ? text : `${lead} ${text}`}</Tex>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown onClick={(event) => event.stopPropagation()}>
        <div className={styles.form}>
          {children}
          {free.map(({ parameter, value }) => (
            <HeldValue key={parameter.name} parameter={parameter} value={value} onChange={onChange} />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** One value, in the unit that values are shown in. */
function HeldValue({
  parameter,
  value,
  onChange,
}: {
  parameter: Parameter;
  value: number;
  onChange: SlicePlaceProps['onChange'];
}) {
  const { name, lower, upper, unit } = parameter;
  const factor = shownFactor(unit);
  const change = (entered: number) => {
    // Back in the campaign's unit a bound may be missed by its last digit.
    onChange({ [name]: Math.min(upper, Math.max(lower, entered / factor)) });
  };
  return (
    <div className={styles.row}>
      <label htmlFor={`at-${name}`}>
        <ParameterLabel parameter={parameter} />
      </label>
      <NumberInput
        id={`at-${name}`}
        value={Number((value * factor).toPrecision(6))}
        min={lower * factor}
        max={upper * factor}
        clampBehavior="strict"
        onChange={(entered) => entered !== '' && change(Number(entered))}
      />
    </div>
  );
}
