// A synthetic search: limits from formulas in the place of simulation and reconstruction, so that a whole campaign can
// run in a minute and its contour be compared with the truth.
import type { Fidelity } from '#shared/domain/fidelity.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { createRandom, deriveSeed } from '#shared/numerics/random.ts';

/**
 * A point of the toy model: a dark Higgs boson s (mass m_s) radiated off dark matter (mass m_dm) that a Z' (mass m_zp)
 * decays into; masses in GeV, g_chi the Z' coupling to dark matter.
 */
export interface ToyPoint {
  readonly m_zp: number;
  readonly m_dm: number;
  readonly m_s: number;
  readonly gx: number;
}

/** What an analysis of either fidelity gives at a point. */
export const TOY_QUANTITIES = ['exp', 'exp_p1', 'exp_m1', 'obs'] as const satisfies Quantity[];

/** Limits on μ by quantity. */
export type ToyLimits = Record<(typeof TOY_QUANTITIES)[number], number>;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** ln of the signal cross section in arbitrary units: falling with m_Z', and resonant where Z' → χχ is open. */
function logCrossSection({ m_zp, m_dm, gx }: ToyPoint): number {
  const open = logistic((m_zp - 2 * m_dm) / 90);
  const invisible = gx ** 2 / (gx ** 2 + 0.5);
  const offShell = 0.03 * gx ** 2 * Math.exp(-m_dm / 250);
  return -m_zp / 450 + Math.log(invisible * open + offShell) + 0.6 * Math.log(gx);
}

/** ln of the share of signal events selected: harder spectra at high m_Z', a mass window around 110 GeV. */
function logAcceptance({ m_zp, m_s }: ToyPoint): number {
  return -2.2 * Math.exp(-m_zp / 900) - 0.5 * ((m_s - 110) / 45) ** 2;
}

/** ln μ of the true expected limit. */
function expectedLnMu(point: ToyPoint): number {
  return -5.6 - logCrossSection(point) - logAcceptance(point) - point.m_zp / 6000;
}

/**
 * The noise-free ln μ of a quantity. The ±1σ edges are about 33 % apart from expected, a little more at high mass; the
 * observed limit wanders around expected within the band.
 */
export function trueLnMu(quantity: Quantity, point: ToyPoint): number {
  const expected = expectedLnMu(point);
  const sigma = 0.28 + 0.08 * (point.m_zp / 4000);
  switch (quantity) {
    case 'exp':
      return expected;
    case 'exp_p1':
      return expected + sigma;
    case 'exp_m1':
      return expected - 0.9 * sigma;
    case 'exp_p2':
      return expected + 2.05 * sigma;
    case 'exp_m2':
      return expected - 1.7 * sigma;
    case 'obs':
      return expected + 0.22 * Math.sin(point.m_zp / 420) + 0.15 * Math.cos(point.m_dm / 260);
  }
}

/**
 * What the cheap analysis thinks ln μ is: too optimistic at low m_Z', and blind to half of the acceptance lost away
 * from the mass window.
 */
function trueLowFidelityLnMu(quantity: Quantity, point: ToyPoint): number {
  const lost = 0.5 * ((point.m_s - 110) / 45) ** 2;
  return 0.9 * (trueLnMu(quantity, point) - 0.5 * lost) - 0.5 + 0.3 * (point.m_zp / 4000);
}

const NOISE_LN_MU: Readonly<Record<Fidelity, number>> = { low: 0.03, high: 0.02 };

/**
 * The limits that the analysis of that fidelity would give, Monte-Carlo noise included. The noise belongs to the point:
 * the same point gives the same limits, whenever and in whatever order it is asked for.
 */
export function measureLimits(fidelity: Fidelity, point: ToyPoint, seed: number): ToyLimits {
  const { m_zp, m_dm, m_s, gx } = point;
  const random = createRandom(deriveSeed(seed, [fidelity, m_zp, m_dm, m_s, gx].join(' ')));
  // One simulated sample serves all quantities of a point, so its fluctuation is common to them.
  const noise = NOISE_LN_MU[fidelity] * random.normal();
  const lnMu = fidelity === 'low' ? trueLowFidelityLnMu : trueLnMu;
  const mu = (quantity: Quantity): number => Math.exp(lnMu(quantity, point) + noise);
  return { exp: mu('exp'), exp_p1: mu('exp_p1'), exp_m1: mu('exp_m1'), obs: mu('obs') };
}
