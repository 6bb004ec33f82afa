import { describe, expect, it } from 'vitest';
import { measureSpace } from '#main/services/space/measure-space.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';

const define = (more: string) =>
  parseCampaignYaml(
    `name: x
parameters:
  - { name: m_nlsp, unit: GeV, lower: 125, upper: 1300 }
  - { name: m_lsp, unit: GeV, lower: 0, upper: 600 }
quantities: [exp]
contour: exp
${more}`,
    'campaign.yaml',
  );

describe('the share of the space that constraints leave', () => {
  it('is the area under the line, together and each alone, within the stated errors', () => {
    const { allowed, constraints } = measureSpace(
      define('constraints: ["m_lsp < m_nlsp - 100", "m_nlsp < 712.5"]'),
    );
    // ∫ min(x − 100, 600) dx over 125 … 1300, and over 125 … 712.5, of a box of 1175 × 600.
    const [under, half] = [539_687.5 / 705_000, 0.5];
    const both = (179_687.5 + 12.5 * 600) / 705_000;
    for (const [measured, exact] of [
      [allowed, both],
      [constraints[0], under],
      [constraints[1], half],
    ] as const) {
      expect(measured!.error).toBeLessThan(0.002);
      // Four standard errors, or a point of 2¹⁴ where the scatter happens to vanish.
      expect(Math.abs(measured!.share - exact)).toBeLessThan(Math.max(4 * measured!.error, 2 ** -14));
    }
  });

  it('is found where constraints leave a sliver, and is a share of what is met at random everywhere else', () => {
    const { allowed, constraints } = measureSpace(
      define('constraints: ["abs(m_nlsp - 500 - m_lsp) < 0.005"]'),
    );
    // A strip of width 0.01 in m_nlsp over all m_lsp, of 1175: 8.5e-6.
    const exact = 0.01 / 1175;
    expect(allowed.error).toBeLessThan(0.2 * exact);
    expect(Math.abs(allowed.share - exact)).toBeLessThan(5 * allowed.error);
    expect(constraints[0]?.share).toBe(0);
  });

  it('is one without constraints and none where they contradict each other', () => {
    expect(measureSpace(define('')).allowed).toEqual({ share: 1, error: 0 });
    const nothing = measureSpace(define('constraints: ["m_lsp < 100", "m_lsp > 200"]'));
    expect(nothing.allowed).toEqual({ share: 0, error: 0 });
    expect(nothing.constraints[0]?.share).toBeCloseTo(1 / 6, 2);
  });
});

describe('the coordinates', () => {
  it('have their ranges over the allowed space', () => {
    const { coordinates } = measureSpace(define('coordinates: ["m_nlsp", "ln(m_nlsp - m_lsp + 501)"]'));
    expect(coordinates.map(({ text }) => text)).toEqual(['m_nlsp', 'ln(m_nlsp - m_lsp + 501)']);
    expect(coordinates[1]?.from).toBeCloseTo(Math.log(125 - 600 + 501), 10);
    expect(coordinates[1]?.to).toBeCloseTo(Math.log(1300 + 501), 10);
  });

  it('that tell nothing apart are said to, in words', () => {
    const { coordinates, problem } = measureSpace(define('coordinates: ["m_nlsp", "m_lsp - m_lsp"]'));
    expect(coordinates).toEqual([]);
    expect(problem?.message).toMatch(/is 0 everywhere/);
  });
});
