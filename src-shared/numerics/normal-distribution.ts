import erfcx from '@stdlib/math-base-special-erfcx';

const SQRT_2 = Math.SQRT2;
const INVERSE_SQRT_2_PI = 0.3989422804014327;

/** Density of the standard normal, φ(z) = exp(−z²/2)/√(2π). */
export function normalPdf(z: number): number {
  return INVERSE_SQRT_2_PI * Math.exp(-0.5 * z * z);
}

/** ½ erfcx(−z/√2) for z ≤ 0: Φ(z) without its factor exp(−z²/2), the only part that underflows. */
function scaledLowerTail(z: number): number {
  return 0.5 * erfcx(-z / SQRT_2);
}

/**
 * Φ(z), the probability that a standard normal is below z. Relative accuracy 1e-12 in the lower tail down to z = −37,
 * where Φ leaves the normal range of float64; Φ(−1) = 0.158655253931457.
 */
export function normalCdf(z: number): number {
  if (z > 0) return 1 - normalCdf(-z);
  return Math.exp(-0.5 * z * z) * scaledLowerTail(z);
}

/**
 * ln Φ(z), accurate to 1e-12 relative in both tails: through the scaled complementary error function below zero, where
 * Φ itself would underflow, and through ln(1 − Φ(−z)) above, where Φ rounds to 1; ln Φ(−40) = −804.608442013754.
 */
export function logNormalCdf(z: number): number {
  if (z > 0) return Math.log1p(-normalCdf(-z));
  return -0.5 * z * z + Math.log(scaledLowerTail(z));
}
