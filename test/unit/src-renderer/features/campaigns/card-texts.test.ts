import { describe, expect, it } from 'vitest';
import { cardChange, cardFacts, cardLabel, stateTag } from '#renderer/features/campaigns/card-texts.ts';
import type { CampaignCard } from '#shared/contract/campaigns/campaigns-methods.ts';

const CARD: CampaignCard = {
  name: 'Dark Higgs $\\to b\\bar b$',
  parameters: [],
  points: 1190,
  iteration: 8,
  state: { kind: 'proposed', points: 20 },
  changedAt: new Date(2026, 10, 22, 19, 16).toISOString(),
  uncertain: 0.0942,
};
const NOW = new Date(2026, 10, 22, 23, 0);
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('a campaign in the list', () => {
  it('says its points, iteration, last change and what is uncertain', () => {
    expect(plain(cardFacts(CARD))).toBe('1 190 points, iteration 8');
    expect(plain(cardChange(CARD, NOW))).toBe('today 19:16, 9.4 % uncertain');
    expect(plain(cardFacts({ ...CARD, points: 0, iteration: 0 }))).toBe('no points yet');
    expect(cardChange({ ...CARD, uncertain: null }, NOW)).toBe('today 19:16');
  });

  it('has one tag, the most urgent', () => {
    const tag = (state: CampaignCard['state']) => plain(stateTag({ ...CARD, state })?.text ?? '');
    expect(tag({ kind: 'proposed', points: 20 })).toBe('20 points proposed');
    expect(tag({ kind: 'running', batch: 6, points: 12 })).toBe('batch 6 running');
    expect(tag({ kind: 'met' })).toBe('stop rule met');
    expect(tag({ kind: 'fitted' })).toBe('');
  });

  it('is read out without TeX', () => {
    expect(plain(cardLabel(CARD))).toMatch(
      /^Open Dark Higgs to bbar b, 1 190 points, iteration 8, 20 points proposed, /,
    );
  });
});
