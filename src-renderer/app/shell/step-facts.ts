import { formatCount } from '#renderer/components/numbers/format-number.ts';
import type { CampaignStep } from '#renderer/state/screen-names.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';

/** The small fact at the right of a step. A warning colours the fact, never the row. */
export interface StepFact {
  readonly text: string;
  readonly isWarning: boolean;
}

/** What the rail says of a step; null where there is nothing to say. */
export function stepFact(step: CampaignStep, summary: CampaignSummary): StepFact | null {
  const { counts, definition, notes, verdict } = summary;
  switch (step) {
    case 'space':
      return fact(`${definition.parameters.length} free`);
    case 'limits': {
      const points = counts.fitted + counts.test + counts.excluded + counts.outside;
      return fact(points === 0 ? 'none' : formatCount(points));
    }
    case 'model':
      if (verdict === 'not fitted') return fact('not fitted');
      if (notes > 0) return { text: notes === 1 ? '1 note' : `${notes} notes`, isWarning: true };
      return summary.isStale ? { text: 'outdated', isWarning: true } : null;
    case 'batches':
      if (counts.proposed > 0) return fact(`${formatCount(counts.proposed)} new`);
      return counts.pending > 0 ? fact(`${formatCount(counts.pending)} out`) : null;
    case 'progress':
      return verdict === 'not fitted' ? null : fact(verdict === 'no evidence' ? 'unproven' : verdict);
    case 'contours':
    case 'journal':
      return null;
  }
}

const fact = (text: string): StepFact => ({ text, isWarning: false });
