import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { capitalised } from '#renderer/components/capitalised.ts';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { type FitSettings, KERNEL_NAMES } from '#shared/domain/fit-settings.ts';
import { QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';
import { GAUSSIAN_PROCESS, type SurrogateFacts } from '#shared/domain/surrogate.ts';
import styles from './model.module.css';

interface SettingsFormProps {
  readonly settings: FitSettings;
  /** Quantities to fit: all of the campaign's by default. */
  readonly chosen: readonly Quantity[];
  readonly all: readonly Quantity[];
  readonly presets: Readonly<Record<FitSettings['preset'], FitSettings>>;
  /** What a fit may be made with. */
  readonly surrogates: readonly SurrogateFacts[];
  readonly isReadOnly: boolean;
  readonly onChange: (settings: FitSettings) => void;
  readonly onChoose: (quantities: readonly Quantity[]) => void;
}

const KERNELS = Object.entries(KERNEL_NAMES).map(([value, name]) => ({ value, label: capitalised(name) }));
const RELATIONS = [
  { value: 'own', label: 'Difference of its own' },
  { value: 'none', label: 'Matrix κ, as in the paper' },
];
const PRIORS = [
  { value: 'default', label: 'weak' },
  { value: 'none', label: 'none' },
];
const CALIBRATIONS = [
  { value: 'loo', label: 'calibrated' },
  { value: 'none', label: 'as fitted' },
];
const LOWS = [
  { value: 'use', label: 'Both' },
  { value: 'ignore', label: 'High alone' },
];
const SOLVERS = [
  { value: 'auto', label: 'Automatic' },
  { value: 'dense', label: 'Dense, exact' },
  { value: 'grid', label: 'Grid, exact' },
  { value: 'low-rank', label: 'Low rank, certified' },
];

const eachOrShared = (each: string) => [
  { value: each, label: 'each' },
  { value: 'shared', label: 'one' },
];

/** The choices of the next fit. The preset sets all of them; each can be changed after. */
export function SettingsForm(props: SettingsFormProps) {
  const { settings, chosen, all, presets, surrogates, isReadOnly, onChange, onChoose } = props;
  const set = (part: Partial<FitSettings>) => onChange({ ...settings, ...part });
  const choice = <Key extends keyof FitSettings>(
    key: Key,
    label: string,
    data: { value: string; label: string }[],
  ) => (
    <Select
      label={label}
      data={data}
      value={String(settings[key])}
      disabled={isReadOnly}
      onChange={(value) => value !== null && set({ [key]: value } as Partial<FitSettings>)}
    />
  );
  const switches = <Key extends keyof FitSettings>(
    key: Key,
    label: string,
    data: { value: string; label: string }[],
  ) => (
    <Segments
      label={label}
      data={data}
      value={String(settings[key])}
      isDisabled={isReadOnly}
      onChange={(value) => set({ [key]: value } as Partial<FitSettings>)}
    />
  );
  const isShared = settings.hyperparameters === 'shared';
  const single = chosen.length === 1 ? chosen[0] : undefined;
  const isProcess = settings.surrogate === GAUSSIAN_PROCESS;
  return (
    <Panel title="Settings">
      <div className={styles.form}>
        {(surrogates.length > 1 || !isProcess) && (
          <Select
            label="Surrogate"
            data={surrogates.map(({ tag, name }) => ({ value: tag, label: capitalised(name) }))}
            value={settings.surrogate}
            disabled={isReadOnly}
            onChange={(surrogate) => surrogate !== null && set({ surrogate })}
          />
        )}
        {isProcess && (
          <>
            <Segments
              label="Preset"
              data={[
                { value: 'default', label: 'default' },
                { value: 'paper', label: 'paper' },
              ]}
              value={settings.preset}
              isDisabled={isReadOnly}
              onChange={(preset) => onChange(presets[preset as FitSettings['preset']])}
            />
            {choice('kernel', 'Kernel', KERNELS)}
            <div className={styles.pair}>
              {switches('lengths', 'Lengths', eachOrShared('per-parameter'))}
              {switches('noise', 'Noise', eachOrShared('per-task'))}
            </div>
            <div className={styles.pair}>
              {switches('bias', 'Bias', eachOrShared('per-task'))}
              {switches('hyperparameters', 'By quantity', eachOrShared('per-quantity'))}
            </div>
            {choice('difference', 'Relation of the fidelities', RELATIONS)}
          </>
        )}
        {isProcess && switches('calibration', 'Standard deviations', CALIBRATIONS)}
        {choice('low', 'Fidelities', LOWS)}
        <div className={styles.pair}>
          {isProcess && choice('prior', 'Prior', PRIORS)}
          <NumberInput
            label="Seed"
            value={settings.seed}
            min={0}
            allowDecimal={false}
            disabled={isReadOnly}
            onChange={(value) => typeof value === 'number' && set({ seed: value })}
          />
        </div>
        <Select
          label="Quantities"
          data={quantityChoices(all, isShared)}
          value={single !== undefined && all.length > 1 ? single : 'all'}
          disabled={isReadOnly}
          onChange={(value) => onChoose(value === 'all' || value === null ? all : [value as Quantity])}
        />
        {isProcess && choice('solver', 'Solver', SOLVERS)}
      </div>
    </Panel>
  );
}

function quantityChoices(all: readonly Quantity[], isShared: boolean): { value: string; label: string }[] {
  const [first] = all;
  if (all.length === 1 && first !== undefined) {
    return [{ value: 'all', label: capitalised(QUANTITY_NAMES[first]) }];
  }
  return [
    { value: 'all', label: `All ${all.length}, ${isShared ? 'together' : 'one after the other'}` },
    ...all.map((quantity) => ({ value: quantity, label: `Only ${QUANTITY_NAMES[quantity]}` })),
  ];
}

interface SegmentsProps {
  readonly label: ReactNode;
  readonly data: { value: string; label: string }[];
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (value: string) => void;
}

function Segments({ label, data, value, isDisabled, onChange }: SegmentsProps) {
  return (
    <fieldset className={styles.segments}>
      <legend>{label}</legend>
      <SegmentedControl fullWidth data={data} value={value} disabled={isDisabled} onChange={onChange} />
    </fieldset>
  );
}
