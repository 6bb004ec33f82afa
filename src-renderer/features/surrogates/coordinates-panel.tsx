import { Anchor } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { Tex } from '#renderer/components/math/tex.tsx';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import styles from './model.module.css';

/** What the Gaussian process sees: the campaign's coordinates, or its parameters on their scales. */
export function CoordinatesPanel({
  definition,
  labelOf,
  onSuggest,
}: {
  definition: CampaignDefinition;
  labelOf: (name: string) => string;
  onSuggest: () => void;
}) {
  const text =
    definition.coordinates?.map(labelOf).join(', ') ??
    definition.parameters
      .map(({ name, scale }) => (scale === 'log' ? `$\\log_{10}$ ${labelOf(name)}` : labelOf(name)))
      .join(', ');
  return (
    <Panel title="Model coordinates">
      <p className={styles.coordinates}>
        <Tex>{text}</Tex>
      </p>
      <Anchor component="button" className={styles.action} onClick={onSuggest}>
        <IconPlus size={14} aria-hidden /> Suggest coordinates
      </Anchor>
    </Panel>
  );
}
