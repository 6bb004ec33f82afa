/** Φ⁻¹(0.975): the central 95 % of the normal distribution lie within so many σ. */
const CENTRAL_95 = 1.959963984540054;

/**
 * The 95 % interval of a share that was counted: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209. Unlike ±√(p(1−p)/n) it
 * has a width where none or all of a few were counted.
 *
 * @param count of `total` ≥ 1
 * @returns ends from 0 to 1
 */
export function wilsonInterval(count: number, total: number): readonly [lower: number, upper: number] {
  const z2 = CENTRAL_95 ** 2;
  const share = count / total;
  const centre = (share + z2 / (2 * total)) / (1 + z2 / total);
  const half =
    (CENTRAL_95 / (1 + z2 / total)) * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total * total));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
