import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { Settings } from '#shared/contract/program/program-methods.ts';
import { engineReasonText } from '#shared/domain/engine-reason.ts';
import { ENGINE_NAMES, type EngineChoice } from '#shared/domain/fit-settings.ts';
import { SettingRow } from './setting-row.tsx';
import styles from './settings.module.css';
import type { SettingsSectionProps } from './settings-change.ts';

const MOST_THREADS = 1024;

const PRIORITIES: { value: Settings['priority']; label: string }[] = [
  { value: 'normal', label: 'Equal to other programs' },
  { value: 'polite', label: 'After the windows (usual)' },
  { value: 'idle', label: 'Only when nothing else runs' },
];

/** What computes, why it was chosen, and what else there is on this machine. */
export function EngineSettings({ settings, onChange }: SettingsSectionProps) {
  const about = useMethod('core.about', {});
  const engines = about.data?.engines.engines ?? [];
  const auto = about.data?.engines.auto;
  return (
    <section className={styles.section}>
      <h2>Engine</h2>
      <SettingRow
        name="Fits run on"
        remark="All engines compute in float64 and give the same numbers; they differ in speed. A fit can name one itself."
      >
        <Select
          aria-label="Engine"
          data={[
            {
              value: 'auto',
              label: auto === undefined ? 'Automatic' : `Automatic: ${ENGINE_NAMES[auto] ?? auto}`,
            },
            ...engines.map(({ name, available }) => ({
              value: name,
              label: ENGINE_NAMES[name] ?? name,
              disabled: !available,
            })),
          ]}
          value={settings.engine}
          onChange={(value) => value !== null && onChange({ engine: value as EngineChoice })}
        />
      </SettingRow>
      <SettingRow
        name="Threads"
        remark={`Of the native engines; empty for one a core${about.data ? `, ${about.data.cores} here` : ''}. Takes effect when a campaign is opened.`}
      >
        <Threads value={settings.threads} onChange={(threads) => onChange({ threads })} />
      </SettingRow>
      <SettingRow
        name="Priority"
        remark="How fits share the processor with other programs. Takes effect when a campaign is opened."
      >
        <Select
          aria-label="Priority"
          data={PRIORITIES}
          value={settings.priority}
          onChange={(value) => value !== null && onChange({ priority: value as Settings['priority'] })}
        />
      </SettingRow>
      <ul className={styles.engines} aria-label="Engines on this machine">
        {engines.map((engine) => (
          <li key={engine.name} data-missing={!engine.available || undefined}>
            <strong>{ENGINE_NAMES[engine.name] ?? engine.name}</strong>
            <span>{engine.available ? engine.device : 'not available'}</span>
            <span>{engineReasonText(engine)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ThreadsProps {
  readonly value: number | null;
  readonly onChange: (threads: number | null) => void;
}

/** A number that is kept when the field is left, so that its first digit alone is never in force. */
function Threads({ value, onChange }: ThreadsProps) {
  const [draft, setDraft] = useState<number | string>(value ?? '');
  const keep = () => {
    const threads = typeof draft === 'number' ? Math.min(MOST_THREADS, Math.max(1, draft)) : null;
    setDraft(threads ?? '');
    if (threads !== value) onChange(threads);
  };
  return (
    <NumberInput
      aria-label="Threads"
      min={1}
      max={MOST_THREADS}
      allowDecimal={false}
      placeholder="one a core"
      value={draft}
      onChange={setDraft}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
    />
  );
}
