import { Button, Checkbox, Group, Modal, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PackDescription } from '#shared/contract/batches/pack.ts';
import type { OptionDescription } from '#shared/domain/options.ts';
import styles from './batches.module.css';
import type { ChosenPack } from './use-export-batch.ts';

type Value = string | number | boolean;

interface ExportOptionsProps {
  /** The pack whose options are asked for; null for none. */
  readonly pack: PackDescription | null;
  readonly batch: number;
  readonly onExport: (chosen: ChosenPack) => void;
  readonly onClose: () => void;
}

/** The options of a pack, as the pack itself describes them. */
export function ExportOptions({ pack, batch, onExport, onClose }: ExportOptionsProps) {
  return (
    <Modal
      opened={pack !== null}
      onClose={onClose}
      title={pack === null ? '' : `Export batch ${batch} as ${pack.title}`}
    >
      {pack !== null && (
        <OptionsForm
          pack={pack}
          onCancel={onClose}
          onExport={(options) => {
            onClose();
            onExport({ pack, options });
          }}
        />
      )}
    </Modal>
  );
}

interface OptionsFormProps {
  readonly pack: PackDescription;
  readonly onCancel: () => void;
  readonly onExport: (options: ChosenPack['options']) => void;
}

function OptionsForm({ pack: { options }, onCancel, onExport }: OptionsFormProps) {
  const [given, setGiven] = useState<Readonly<Record<string, Value>>>({});
  const presentValue = (option: OptionDescription): Value | null => given[option.name] ?? option.default;
  // An option with a default may be left empty: without an image, without further files.
  const missing = options.find((option) => option.default === null && (presentValue(option) ?? '') === '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing === undefined) onExport(given);
  };
  return (
    <form onSubmit={submit} className={styles.exportOptions}>
      {options.map((option) => (
        <OptionField
          key={option.name}
          option={option}
          value={presentValue(option)}
          onValue={(value) => setGiven({ ...given, [option.name]: value })}
        />
      ))}
      <Group justify="flex-end" gap="sm">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={missing !== undefined}>
          Export
        </Button>
      </Group>
    </form>
  );
}

interface OptionFieldProps {
  readonly option: OptionDescription;
  readonly value: Value | null;
  readonly onValue: (value: Value) => void;
}

function OptionField({ option: { name, description, kind, choices }, value, onValue }: OptionFieldProps) {
  const common = { label: name, description };
  switch (kind) {
    case 'switch':
      return (
        <Checkbox
          {...common}
          checked={value === true}
          onChange={(event) => onValue(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={choices}
          value={value === null ? null : String(value)}
          onChange={(chosen) => chosen !== null && onValue(chosen)}
        />
      );
    case 'number':
      return <NumberInput {...common} value={value === null ? '' : Number(value)} onChange={onValue} />;
    case 'lines':
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          maxRows={12}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={value === null ? '' : String(value)}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      );
    case 'text':
      return (
        <TextInput
          {...common}
          value={value === null ? '' : String(value)}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      );
  }
}
