import { Alert, Select } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import styles from './import.module.css';
import { CREDIBLE_RANGE, type Extremes, type MappingDraft } from './mapping-draft.ts';

interface ExtremeLimitsProps {
  readonly draft: MappingDraft;
  readonly onDraft: (draft: MappingDraft) => void;
}

/** What becomes of limits beyond any credible one: failed fits and zero acceptance, far more often than limits. */
export function ExtremeLimits({ draft, onDraft }: ExtremeLimitsProps) {
  const range = rangeText(draft);
  return (
    <Alert color="warn" icon={<IconAlertTriangle />}>
      <div className={styles.extremes}>
        <span>Some limits lie beyond μ = 10⁴, as failed fits do.</span>
        <Select
          aria-label="Extreme limits are"
          value={draft.extremes}
          onChange={(extremes) => onDraft({ ...draft, extremes: extremes as Extremes })}
          data={[
            { value: 'accept', label: `keep aside beyond ${range}` },
            { value: 'clip', label: `hold at ${range}` },
            { value: 'take', label: 'take them as they are' },
          ]}
        />
      </div>
    </Alert>
  );
}

function rangeText({ range }: MappingDraft): string {
  const isUsual = range[0] === CREDIBLE_RANGE[0] && range[1] === CREDIBLE_RANGE[1];
  return isUsual ? '10⁻⁶ – 10⁴' : `${range[0]} – ${range[1]}`;
}
