import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measureLimits, type ToyPoint, trueLnMu } from '#resources/synthetic-scan/synthetic-scan.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { createSpace } from '#shared/domain/space.ts';
import { sobolPoints } from '#shared/numerics/sobol.ts';

const read = (file: string) => parseCampaignYaml(readFileSync(file, 'utf8'), file);
const space = createSpace(read('resources/synthetic-scan/campaign.yaml'));

const COUNT = 4096;
const v = sobolPoints(4, COUNT, { scrambleSeed: 1 });
const points = Array.from({ length: COUNT }, (_, i): ToyPoint => {
  const [m_zp, m_dm, m_s, gx] = space.fromUnit(v.subarray(4 * i, 4 * i + 4));
  return { m_zp, m_dm, m_s, gx };
});

describe('the synthetic search', () => {
  it('has a contour worth looking for: about a quarter of the space is excluded', () => {
    const excluded = points.filter((point) => trueLnMu('exp', point) < 0).length / COUNT;
    // 0.22365 from 20 000 random points; the Sobol points differ by less than 1 %.
    expect(excluded).toBeCloseTo(0.224, 2);
  });

  it('has a resonance: opening Z′ → χχ excludes what is allowed beyond m_zp = 2 m_dm', () => {
    const at = (m_dm: number) => trueLnMu('exp', { m_zp: 1500, m_dm, m_s: 110, gx: 1 });
    expect(at(600)).toBeLessThan(-1);
    expect(at(900)).toBeGreaterThan(1);
  });

  it('keeps the band in order everywhere', () => {
    for (const point of points) {
      const band = (['exp_m2', 'exp_m1', 'exp', 'exp_p1', 'exp_p2'] as const).map((name) =>
        trueLnMu(name, point),
      );
      expect(band).toEqual([...band].sort((a, b) => a - b));
    }
  });

  it('measures the truth with 2 % noise at high fidelity, the same whenever it is asked', () => {
    const pulls = points.map(
      (point) => (Math.log(measureLimits('high', point, 1).exp) - trueLnMu('exp', point)) / 0.02,
    );
    const mean = pulls.reduce((sum, pull) => sum + pull, 0) / COUNT;
    const variance = pulls.reduce((sum, pull) => sum + pull ** 2, 0) / COUNT - mean ** 2;
    // Standard normal: the mean is good to 1/64, the variance to √(2/4096) = 0.022; four of those each.
    expect(Math.abs(mean)).toBeLessThan(0.063);
    expect(Math.abs(variance - 1)).toBeLessThan(0.09);
    expect(measureLimits('high', points[7], 1)).toEqual(measureLimits('high', points[7], 1));
    expect(measureLimits('high', points[7], 2)).not.toEqual(measureLimits('high', points[7], 1));
  });

  it('is biased but telling at low fidelity', () => {
    const wrong = points.filter(
      (point) => measureLimits('low', point, 1).exp < 1 !== measureLimits('high', point, 1).exp < 1,
    ).length;
    // 6.7 % of 20 000 random points are on the wrong side.
    expect(wrong / COUNT).toBeGreaterThan(0.05);
    expect(wrong / COUNT).toBeLessThan(0.09);
  });

  it('is described by campaigns that agree with it', () => {
    expect(space.names).toEqual(['m_zp', 'm_dm', 'm_s', 'gx']);
    const flat = read('resources/synthetic-scan/campaign-2d.yaml');
    expect(createSpace(flat).names).toEqual(['m_zp', 'm_dm']);
    expect(flat.fixed).toEqual({ m_s: 110, gx: 1, gq: 0.25 });
  });
});
