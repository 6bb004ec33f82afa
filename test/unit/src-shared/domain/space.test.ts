import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CampaignDefinition, campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { outsideReasonSchema, outsideText } from '#shared/domain/outside-reason.ts';
import { allowedVolumeShare, createSpace, type Space } from '#shared/domain/space.ts';

const define = (changes: Record<string, unknown> = {}): CampaignDefinition =>
  campaignDefinitionSchema.parse({
    name: 'test',
    parameters: [
      { name: 'm_zp', unit: 'GeV', lower: 500, upper: 4500 },
      { name: 'm_dm', unit: 'GeV', lower: 100, upper: 1100 },
      { name: 'gx', lower: 0.1, upper: 10, scale: 'log' },
    ],
    quantities: ['exp'],
    contour: 'exp',
    ...changes,
  });
const unitPoint = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });

/** Why a point is outside, in words. */
function reasonAt(space: Space, theta: readonly number[]): string {
  const reason = space.whyOutside(theta);
  return reason === null ? '' : outsideText(outsideReasonSchema.parse(JSON.parse(JSON.stringify(reason))));
}

describe('the parameters on their scales', () => {
  const space = createSpace(define());

  it('go to the unit cube and back', () => {
    expect(Array.from(space.toUnit([500, 1100, 1]))).toEqual([0, 1, 0.5]);
    expect(Array.from(space.fromUnit([0, 0.5, 1]))).toEqual([500, 600, 10]);
    fc.assert(
      fc.property(unitPoint, (v) => {
        const theta = space.fromUnit(v);
        expect(space.contains(theta)).toBe(true);
        theta.forEach((value, index) => {
          const { lower, upper } = space.definition.parameters[index]!;
          expect(value >= lower && value <= upper).toBe(true);
        });
        // 1e-13: a few roundings of numbers up to 4500, relative to a range of 4000, and one logarithm.
        space
          .toUnit(theta)
          .forEach((place, index) => void expect(Math.abs(place - v[index]!)).toBeLessThan(1e-13));
      }),
    );
  });

  it('are the inputs of the model without coordinates', () => {
    expect(space.coordinateNames).toEqual(['m_zp', 'm_dm', 'gx']);
    expect(space.coordinates([500, 1100, 1])).toEqual(space.toUnit([500, 1100, 1]));
    expect(space.coordinates([500, 1100, -1])).toBeNull();
  });

  it('say which bound a point violates', () => {
    expect(reasonAt(space, [500, 1101, 1])).toBe('m_dm = 1101 is above its upper bound 1100 GeV');
    expect(reasonAt(space, [499, 1100, 1])).toBe('m_zp = 499 is below its lower bound 500 GeV');
    expect(reasonAt(space, [500, 1100, -1])).toBe('gx = -1 is below its lower bound 0.1');
    expect(reasonAt(space, [500, 1100, 0])).toBe('gx = 0 is below its lower bound 0.1');
    expect(reasonAt(space, [500, Number.NaN, 1])).toBe('m_dm is not a number');
    expect(reasonAt(space, [500, Number.POSITIVE_INFINITY, 1])).toContain('above its upper bound');
    // A rounded bound is still the bound.
    expect(space.whyOutside([4500.000001, 1100, 10.0000000001])).toBeNull();
  });
});

describe('constraints', () => {
  const space = createSpace(define({ constraints: ['m_dm < gq * m_zp', 'gx < 5'], fixed: { gq: 0.5 } }));

  it('exclude points with a reason', () => {
    expect(space.whyOutside([1000, 499, 1])).toBeNull();
    expect(reasonAt(space, [1000, 500, 1])).toBe('the constraint m_dm < gq * m_zp does not hold');
    expect(space.contains([1000, 499, 6])).toBe(false);
  });

  it('leave a share of the volume', () => {
    // m_dm < m_zp/2: of the 4000 × 1000 rectangle, 100 … 1100 at m_zp = 500 … 2200, then all: 1 − (∫ cut)/area.
    // The cut is m_dm > m_zp/2 for m_zp < 2200: from 850 high at 500 down to 0, a triangle of base 1700.
    const cut = (0.5 * 850 * 1700) / (4000 * 1000);
    const gxShare = Math.log10(5 / 0.1) / 2;
    // 2¹⁴ Sobol points know a share in three dimensions to about 1e-3.
    expect(Math.abs(allowedVolumeShare(space) - (1 - cut) * gxShare)).toBeLessThan(1e-3);
    expect(allowedVolumeShare(createSpace(define()))).toBe(1);
    expect(allowedVolumeShare(createSpace(define({ constraints: ['m_dm > m_zp + 1000'] })))).toBe(0);
  });
});

describe('coordinates', () => {
  it('are scaled over the box', () => {
    const space = createSpace(define({ coordinates: ['m_zp', 'm_zp - 2*m_dm', 'ln(gx)'] }));
    expect(space.coordinateNames).toEqual(['m_zp', 'm_zp - 2*m_dm', 'ln(gx)']);
    // The corners of the box: m_zp − 2 m_dm from 500 − 2200 to 4500 − 200.
    expect(Array.from(space.coordinates([500, 1100, 10])!)).toEqual([0, 0, 1]);
    expect(Array.from(space.coordinates([4500, 100, 0.1])!)).toEqual([1, 1, 0]);
    expect(space.coordinates([2500, 600, 1])![1]).toBeCloseTo((1300 + 1700) / 6000, 14);
    expect(space.coordinates([2500, 600, 1])![2]).toBeCloseTo(0.5, 14);
  });

  it('are scaled over what the constraints leave', () => {
    const definition = define({ coordinates: ['m_zp', 'm_dm'], constraints: ['m_dm < 0.1 * m_zp'] });
    const space = createSpace(definition);
    // m_dm < 450: m_zp from 1000; the largest m_dm of the Sobol points comes close to 450.
    const [zp, dm] = space.coordinates([4500, 450, 1])!;
    expect(zp).toBe(1);
    expect(dm).toBeGreaterThan(1);
    expect(dm).toBeLessThan(1.03);
    const [low] = space.coordinates([1000, 100, 1])!;
    expect(low).toBeLessThan(0);
    expect(low).toBeGreaterThan(-0.05);
  });

  it('put a point outside where they are not finite', () => {
    const space = createSpace(define({ coordinates: ['m_zp', 'ln(m_zp - 2*m_dm)'] }));
    expect(space.coordinates([1000, 500, 1])).toBeNull();
    expect(reasonAt(space, [1000, 600, 1])).toBe('a coordinate (m_zp, ln(m_zp - 2*m_dm)) is not finite');
    expect(space.contains([1001, 500, 1])).toBe(true);
    expect(allowedVolumeShare(space)).toBeLessThan(1);
  });

  it('must vary', () => {
    expect(() => createSpace(define({ coordinates: ['m_zp', 'gq'], fixed: { gq: 1 } }))).toThrow(
      '"gq" is 1 everywhere',
    );
    expect(() => createSpace(define({ coordinates: ['ln(-m_zp)'] }))).toThrow('not finite anywhere');
  });

  it('are scaled over the whole box where the constraints leave nothing', () => {
    const space = createSpace(define({ coordinates: ['m_zp'], constraints: ['m_dm > m_zp + 1000'] }));
    expect(Array.from(space.coordinates([4500, 100, 1])!)).toEqual([1]);
  });
});

describe('the lattice', () => {
  const parameters = [
    { name: 'm_zp', lower: 500, upper: 4510, step: 25 },
    { name: 'm_dm', lower: 100, upper: 1100 },
    { name: 'gx', lower: 0.1, upper: 1, scale: 'log', step: 0.1 },
  ];
  const space = createSpace(define({ parameters }));

  it('takes the nearest round value within the bounds', () => {
    expect(Array.from(space.snap([512, 333.3, 0.33]))).toEqual([500, 333.3, 0.3]);
    expect(Array.from(space.snap([513, 333.3, 0.35001]))).toEqual([525, 333.3, 0.4]);
    expect(Array.from(space.snap([4510, 333.3, 2]))).toEqual([4500, 333.3, 1]);
    expect(Array.from(space.snap([0, 333.3, 0]))).toEqual([500, 333.3, 0.1]);
  });

  it('is where every snapped point lies, and stays', () => {
    fc.assert(
      fc.property(unitPoint, (v) => {
        const snapped = space.snap(space.fromUnit(v));
        expect(space.contains(snapped)).toBe(true);
        expect(space.snap(snapped)).toEqual(snapped);
        expect((snapped[0]! - 500) % 25).toBe(0);
        expect(Math.abs(snapped[2]! * 10 - Math.round(snapped[2]! * 10))).toBeLessThan(1e-12);
      }),
    );
  });
});

describe('a thin space', () => {
  const constraints = ['abs(m_zp - 2*m_dm - 1000) < 0.01'];
  const space = createSpace(define({ constraints, coordinates: ['m_zp', 'gx'] }));

  it('has coordinates over what the constraint leaves, though no point of the box meets it', () => {
    // On the strip m_zp runs from 1200 to 3200 with m_dm.
    const [from, to] = space.coordinateRanges[0]!;
    expect(from).toBeGreaterThanOrEqual(1199.99);
    expect(from).toBeLessThan(1210);
    expect(to).toBeLessThanOrEqual(3200.01);
    expect(to).toBeGreaterThan(3190);
  });

  it('says how far a point is from it, and 0 exactly where it belongs to it', () => {
    fc.assert(
      fc.property(unitPoint, (v) => {
        expect(space.violation(v) === 0).toBe(space.contains(space.fromUnit(v)));
      }),
    );
    const at = (m_zp: number) => space.violation(space.toUnit([m_zp, 500, 1]));
    expect(at(2000)).toBe(0);
    expect(at(2010)).toBeGreaterThan(0);
    expect(at(2400)).toBeCloseTo(2 * at(2200), 3);
  });

  it('measures constraints of very different sizes alike, chains of comparisons and undefined sides too', () => {
    const violationOf = (constraint: string, theta: readonly number[]) => {
      const one = createSpace(define({ constraints: [constraint] }));
      return one.violation(one.toUnit(theta));
    };
    expect(violationOf('m_zp < 1000', [3000, 500, 1])).toBeCloseTo(
      violationOf('m_zp / 1000 < 1', [3000, 500, 1]),
      12,
    );
    expect(violationOf('1000 < m_zp <= 2000', [1500, 500, 1])).toBe(0);
    expect(violationOf('1000 < m_zp <= 2000', [2500, 500, 1])).toBeGreaterThan(0);
    expect(violationOf('ln(m_dm - m_zp) > 0', [3000, 500, 1])).toBeGreaterThan(0);
    // On its line a strict inequality does not hold.
    expect(violationOf('m_zp < 3000', [3000, 500, 1])).toBeGreaterThan(0);
    expect(violationOf('m_zp <= 3000', [3000, 500, 1])).toBe(0);
  });
});
