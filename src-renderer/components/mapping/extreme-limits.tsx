import { Alert, Select } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { formatSignificant } from '#renderer/components/numbers/format-number.ts';
import { formatPowerOfTen } from '#shared/figures/format-value.ts';
import { CREDIBLE_MU } from '#shared/limit-files/credible-mu.ts';
import styles from './mapping.module.css';
import type { Extremes, MappingDraft } from './mapping-draft.ts';

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
        <span>Some limits lie beyond μ = {muText(CREDIBLE_MU[1])}, as failed fits do.</span>
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
  return range.map(muText).join(' – ');
}

/** `10⁴`; numbers that are no power of ten as any other. */
function muText(mu: number): string {
  const exponent = Math.round(Math.log10(mu));
  return 10 ** exponent === mu ? formatPowerOfTen(exponent) : formatSignificant(mu, 3);
}
