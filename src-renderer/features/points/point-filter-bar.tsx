import { CloseButton, SegmentedControl, Select, TextInput, Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { formatCount } from '#renderer/components/numbers/format-number.ts';
import { Keys } from '#renderer/components/shortcuts/keys.tsx';
import { useShortcut } from '#renderer/components/shortcuts/shortcut-registry.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Shown } from './limits-view.ts';
import styles from './point-filter-bar.module.css';

interface PointFilterBarProps {
  readonly text: string;
  /** What the search box has that cannot be understood. */
  readonly problem: string | null;
  readonly onText: (text: string) => void;
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  readonly counts: Readonly<Record<Shown, number>>;
  readonly fidelity: Fidelity | null;
  readonly onFidelity: (fidelity: Fidelity | null) => void;
  readonly hasBothFidelities: boolean;
}

/** Search, the switch of states with their counts, and the fidelity. */
export function PointFilterBar(props: PointFilterBarProps) {
  const { text, problem, onText, shown, onShown, counts, fidelity, onFidelity, hasBothFidelities } = props;
  const field = useRef<HTMLInputElement>(null);
  useShortcut({
    group: 'Limits',
    label: 'Search points',
    keys: ['/'],
    run: () => field.current?.select(),
  });
  const choices: readonly [Shown, string][] = [
    ['all', 'All'],
    ['fitted', 'Fitted'],
    ['test', 'Test'],
    ['quarantine', 'Quarantine'],
  ];
  return (
    <>
      <Tooltip
        label={problem ?? 'Words of notes, reasons and ids, and ranges of values: exp < 1, m_zp >= 2000'}
        {...(problem !== null && { opened: true })}
        position="bottom-start"
      >
        <TextInput
          ref={field}
          className={styles.search}
          aria-label="Search or filter"
          placeholder="Search or filter"
          leftSection={<IconSearch size={16} stroke={1.5} />}
          rightSection={
            text === '' ? (
              <Keys keys="/" />
            ) : (
              <CloseButton size={20} iconSize={14} aria-label="Clear the search" onClick={() => onText('')} />
            )
          }
          value={text}
          error={problem !== null}
          onChange={({ currentTarget }) => onText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            onText('');
            event.currentTarget.blur();
          }}
        />
      </Tooltip>
      <SegmentedControl
        aria-label="Points to show"
        value={shown}
        onChange={(value) => onShown(value as Shown)}
        data={choices.map(([value, label]) => ({ value, label: `${label} ${formatCount(counts[value])}` }))}
      />
      {hasBothFidelities && shown !== 'quarantine' && (
        <Select
          className={styles.fidelity}
          aria-label="Fidelity to show"
          value={fidelity ?? 'both'}
          onChange={(value) => onFidelity(value === 'low' || value === 'high' ? value : null)}
          data={[
            { value: 'both', label: 'Both fidelities' },
            { value: 'high', label: 'High fidelity' },
            { value: 'low', label: 'Low fidelity' },
          ]}
        />
      )}
    </>
  );
}
