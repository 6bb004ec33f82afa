import { ActionIcon, SegmentedControl, Slider, Tooltip } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useEffect } from 'react';
import { formatCount } from '#renderer/components/numbers/format-number.ts';
import { keysText } from '#renderer/components/shortcuts/keys.tsx';
import { useShortcut } from '#renderer/components/shortcuts/shortcut-registry.ts';
import type { IterationStatus } from '#shared/contract/iterations/status.ts';
import styles from './progress.module.css';

interface ScrubberProps {
  /** Oldest first. */
  readonly iterations: readonly IterationStatus[];
  readonly current: IterationStatus;
  readonly onChange: (iteration: number) => void;
  readonly against: 'previous' | 'first';
  readonly onCompare: (against: 'previous' | 'first') => void;
  /** What the charts are drawn over. */
  readonly over: 'iteration' | 'evaluations';
  readonly onOver: (over: 'iteration' | 'evaluations') => void;
}

/** How long an iteration stands while they are played. */
const STEP_MS = 600;

/** So many marks have room for their labels side by side. */
const MOST_LABELS = 12;

/** Goes through the iterations: by hand, by arrow keys, or played. */
export function Scrubber({ iterations, current, onChange, against, onCompare, over, onOver }: ScrubberProps) {
  const index = iterations.indexOf(current);
  const last = iterations.length - 1;
  const step = (by: number) => {
    const next = iterations[Math.min(last, Math.max(0, index + by))];
    if (next !== undefined) onChange(next.iteration);
  };
  const interval = useInterval(() => step(1), STEP_MS);
  // At the newest there is nothing left to play.
  useEffect(() => {
    if (index === last) interval.stop();
  }, [index, last, interval.stop]);
  const play = () => {
    if (interval.active) {
      interval.stop();
      return;
    }
    const [first] = iterations;
    if (index === last && first !== undefined) onChange(first.iteration);
    interval.start();
  };
  const canMove = last > 0;
  useShortcut({
    label: 'Previous iteration',
    group: 'Progress',
    keys: ['ArrowLeft'],
    isEnabled: canMove,
    run: () => step(-1),
  });
  useShortcut({
    label: 'Next iteration',
    group: 'Progress',
    keys: ['ArrowRight'],
    isEnabled: canMove,
    run: () => step(1),
  });
  useShortcut({
    label: 'Play the iterations',
    group: 'Progress',
    keys: ['Space'],
    isEnabled: canMove,
    run: play,
  });

  const every = Math.ceil(iterations.length / MOST_LABELS);
  const marks = iterations.map(({ iteration, nLow, nHigh }, at) => {
    const isLabelled = at === last || (last - at) % every === 0;
    return { value: at, ...(isLabelled && { label: `${iteration} · ${formatCount(nLow + nHigh)}` }) };
  });
  const name = interval.active ? 'Pause' : 'Play the iterations';
  return (
    <div className={styles.scrubber}>
      <Tooltip label={`${name}  ${keysText('Space')}`}>
        <ActionIcon variant="default" size={24} aria-label={name} disabled={!canMove} onClick={play}>
          {interval.active ? <IconPlayerPauseFilled size={12} /> : <IconPlayerPlayFilled size={12} />}
        </ActionIcon>
      </Tooltip>
      <span className={styles.scrubberName}>Iteration · points</span>
      <Slider
        className={styles.slider ?? ''}
        min={0}
        max={Math.max(1, last)}
        value={index}
        onChange={(at) => {
          const chosen = iterations[at];
          if (chosen !== undefined) onChange(chosen.iteration);
        }}
        marks={marks}
        label={null}
        disabled={!canMove}
        thumbLabel="Iteration"
        thumbValueText={`iteration ${current.iteration}, ${current.nLow + current.nHigh} points`}
      />
      <SegmentedControl
        aria-label="Charts over"
        data={[
          { value: 'iteration', label: 'Iterations' },
          { value: 'evaluations', label: 'Evaluations' },
        ]}
        value={over}
        onChange={(value) => onOver(value as 'iteration' | 'evaluations')}
      />
      <SegmentedControl
        aria-label="Compare with"
        data={[
          { value: 'previous', label: 'Since previous' },
          { value: 'first', label: 'Since first' },
        ]}
        value={against}
        onChange={(value) => onCompare(value as 'previous' | 'first')}
      />
    </div>
  );
}
