import { describe, expect, it } from 'vitest';
import { type EvidenceLimit, limitVariation, missingOfLimits } from '#shared/domain/evidence.ts';

const limit = (place: number, y: number, more: Partial<EvidenceLimit> = {}): EvidenceLimit => ({
  v: Float64Array.of(place, 0.5),
  y,
  variance: 0,
  isClipped: false,
  ...more,
});

/** Two parameters: four values of ln μ at least. */
const missing = (limits: readonly EvidenceLimit[]) =>
  missingOfLimits('exp', limitVariation(limits), { needed: 4, low: 10 });

const steps = (...ys: number[]) => ys.map((y, i) => limit(i / 10, y));

describe('the evidence of limits', () => {
  it('is there with as many places as the mean has terms, and one more', () => {
    expect(missing(steps(-1, 0.5, 1, 2))).toBeNull();
    expect(missing(steps(-1, 0.5, 1))).toMatchObject({ code: 'few-places', places: 3, needed: 4 });
    expect(missing([])).toEqual({ code: 'no-high-fidelity', quantity: 'exp', low: 10 });
  });

  it('is missing where limits come from one place, its replicates and what lies within a rounding of it', () => {
    const replicates = Array.from({ length: 20 }, (_, i) => limit(0.3 + 1e-5 * i, -1 + 0.2 * i));
    expect(missing(replicates)).toMatchObject({ code: 'few-places', places: 1 });
  });

  it('is missing where all limits are equal, or scatter less than limits are known', () => {
    const atBracket = Array.from({ length: 12 }, (_, i) => limit(i / 12, Math.log(10)));
    expect(missing(atBracket)).toMatchObject({ code: 'no-variation', places: 12, values: 1 });
    // 0.1 and 1 per cent, which a fit takes for structure.
    for (const scatter of [0.001, 0.01]) {
      const scattered = atBracket.map((at, i) => ({ ...at, y: at.y + scatter * Math.sin(7 * i) }));
      expect(missing(scattered)).toMatchObject({ code: 'no-variation', values: 1 });
    }
    // Two that moved do not make it.
    expect(missing([...atBracket, limit(0.01, 1.5), limit(0.02, 0.7)])).toMatchObject({ values: 3 });
  });

  it('is missing where limits differ by their noise alone', () => {
    // Values 0.1 apart: with σ = 0.05, √2 σ = 0.07 tells all of them apart; with 0.5 only every eighth.
    const ys = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
    const withSigma = (sigma: number) => ys.map((y, i) => limit(i / 10, y, { variance: sigma * sigma }));
    expect(limitVariation(withSigma(0.05)).values).toBe(8);
    expect(limitVariation(withSigma(0.5)).values).toBe(1);
    expect(missing(withSigma(0.5))).toMatchObject({ code: 'no-variation' });
  });

  it('takes clipped limits as bounds, which have a side and no value', () => {
    const clipped = Array.from({ length: 6 }, (_, i) => limit(i / 6, Math.log(1e4), { isClipped: true }));
    expect(missing(clipped)).toMatchObject({ code: 'clipped', clipped: 6, measured: 0, needed: 4 });
    expect(limitVariation(clipped).side).toBe('allowed');
    // Clips at both ends differ by much and are no values either.
    const ends = clipped.map((at, i) => (i < 3 ? at : { ...at, y: Math.log(1e-4) }));
    expect(missing(ends)).toMatchObject({ code: 'clipped', measured: 0 });
    const measured = [0.61, 0.72, 0.83, 0.94].map((place, i) => limit(place, i - 1.5));
    expect(missing([...clipped, ...measured])).toBeNull();
  });

  it('knows the side where there is only one', () => {
    expect(limitVariation(steps(1, 2, 3)).side).toBe('allowed');
    expect(limitVariation(steps(-1, -2)).side).toBe('excluded');
    expect(limitVariation(steps(-1, 2)).side).toBeNull();
    expect(limitVariation([]).side).toBeNull();
  });
});
