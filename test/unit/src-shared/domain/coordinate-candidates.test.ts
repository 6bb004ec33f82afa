import { describe, expect, it } from 'vitest';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { coordinateCandidates, coordinatesWith } from '#shared/domain/coordinate-candidates.ts';

const define = (parameters: string, more = '') =>
  parseCampaignYaml(
    `name: x\nparameters:\n${parameters}\nquantities: [exp]\ncontour: exp\n${more}`,
    'campaign.yaml',
  );
const texts = (definition: Parameters<typeof coordinateCandidates>[0]) =>
  coordinateCandidates(definition).map(({ kind, text, replaces }) => `${kind} ${text} for ${replaces}`);

describe('coordinates that units suggest', () => {
  it('are splitting and ratio where one mass is always above the other, and the threshold that cuts the space', () => {
    const compressed = define(
      `  - { name: m_nlsp, unit: GeV, lower: 125, upper: 1300 }
  - { name: m_lsp, unit: GeV, lower: 0, upper: 600 }`,
      'constraints: ["m_lsp < m_nlsp"]',
    );
    expect(texts(compressed)).toEqual([
      'splitting ln(m_nlsp - m_lsp + 1) for m_lsp',
      'splitting ln(m_nlsp - m_lsp + 1) for m_nlsp',
      'ratio m_lsp / m_nlsp for m_lsp',
      'ratio m_lsp / m_nlsp for m_nlsp',
      'resonance sign(m_nlsp - 2*m_lsp) * sqrt(abs(m_nlsp - 2*m_lsp)) for m_lsp',
      'resonance sign(m_nlsp - 2*m_lsp) * sqrt(abs(m_nlsp - 2*m_lsp)) for m_nlsp',
      'resonance asinh((m_nlsp - 2*m_lsp)/100) for m_lsp',
      'resonance asinh((m_nlsp - 2*m_lsp)/100) for m_nlsp',
      'logarithm ln(m_nlsp) for m_nlsp',
    ]);
  });

  it('need the same unit, and leave log scales alone', () => {
    const apart = define(`  - { name: m, unit: GeV, lower: 900, upper: 1300 }
  - { name: tau, unit: ns, lower: 0.1, upper: 100, scale: log }
  - { name: g, lower: 0, upper: 2 }
  - { name: h, lower: 0, upper: 2 }`);
    expect(texts(apart)).toEqual([]);
  });

  it('are thresholds alone where neither mass is always above, each line once', () => {
    const crossing = define(`  - { name: a, unit: GeV, lower: 100, upper: 400 }
  - { name: b, unit: GeV, lower: 100, upper: 400 }`);
    const found = texts(crossing);
    expect(found.some((text) => text.startsWith('splitting') || text.startsWith('ratio'))).toBe(false);
    // a = b, a = 2b and b = 2a, each as root and as asinh, in the place of either.
    expect(found.filter((text) => text.startsWith('resonance'))).toHaveLength(3 * 2 * 2);
  });

  it('stand in the place of their parameter, log scales as logarithms', () => {
    const definition = define(`  - { name: m, unit: GeV, lower: 10, upper: 1300 }
  - { name: g, lower: 0.1, upper: 3, scale: log }`);
    expect(coordinatesWith(definition, [])).toEqual(['m', 'ln(g)']);
    expect(coordinatesWith(definition, coordinateCandidates(definition))).toEqual(['ln(m)', 'ln(g)']);
  });
});
