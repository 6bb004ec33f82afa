import { Button, NumberInput, Popover, UnstyledButton } from '@mantine/core';
import { ParameterLabel } from '#renderer/components/math/parameter-label.tsx';
import { Tex } from '#renderer/components/math/tex.tsx';
import { formatParameter } from '#renderer/components/numbers/format-quantity.ts';
import type { BatchDetailPoint } from '#shared/contract/batch-methods.ts';
import type { HeldParameter } from '#shared/contract/slice.ts';
import type { Parameter } from '#shared/domain/campaign-definition.ts';
import mapStyles from './batch-map.module.css';
import styles from './batches.module.css';

interface MapPlaceProps {
  readonly held: readonly HeldParameter[];
  readonly parameters: readonly Parameter[];
  readonly selected: BatchDetailPoint | null;
  readonly onChange: (values: Readonly<Record<string, number>>) => void;
}

/** Says at which values of the other parameters the field is drawn, and changes them. */
export function MapPlace({ held, parameters, selected, onChange }: MapPlaceProps) {
  const free = held.flatMap(({ name, value }) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    return parameter === undefined ? [] : [{ parameter, value }];
  });
  if (free.length === 0) return null;
  const values = free.map(({ parameter, value }) => {
    const { name, label } = parameter;
    return `${label === undefined ? name : `$${label}$`} = ${formatParameter(value, parameter)}`;
  });
  return (
    <Popover position="top-start" width={300} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={mapStyles.caption} onClick={(event) => event.stopPropagation()}>
          <Tex>{`field and line at ${values.join(', ')}`}</Tex>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown onClick={(event) => event.stopPropagation()}>
        <div className={styles.popoverForm}>
          {free.map(({ parameter, value }) => (
            <div key={parameter.name} className={styles.formRow}>
              <label htmlFor={`at-${parameter.name}`}>
                <ParameterLabel parameter={parameter} />
              </label>
              <NumberInput
                id={`at-${parameter.name}`}
                value={Number(value.toPrecision(6))}
                min={parameter.lower}
                max={parameter.upper}
                clampBehavior="strict"
                onChange={(next) => next !== '' && onChange({ [parameter.name]: Number(next) })}
              />
            </div>
          ))}
          <Button
            disabled={selected === null}
            onClick={() =>
              selected &&
              onChange(
                valuesAt(
                  selected,
                  free.map(({ parameter }) => parameter.name),
                ),
              )
            }
          >
            {selected === null ? 'At the selected point' : `At point ${selected.ordinal}`}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function valuesAt({ parameters }: BatchDetailPoint, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, parameters[name] ?? Number.NaN]));
}
