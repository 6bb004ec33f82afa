/** 1 − the confidence level of all limits here. */
const LEVEL = 0.05;

/**
 * Upper limits from a scan of μ: where CLs falls below 0.05, linearly between the scanned values (what
 * `pyhf.infer.intervals.upper_limits.linear_grid_scan` does). Worked: CLs 0.10 at μ = 1 and 0.02 at μ = 2 give 1.625.
 *
 * @param mus scanned values, ascending
 * @param rows CLs of each curve, by value of μ
 * @returns one limit a curve; null, and its index in `open`, where CLs does not cross 0.05 downwards exactly once
 */
export function limitsOfScan(
  mus: readonly number[],
  rows: readonly (readonly number[])[],
): { limits: (number | null)[]; open: number[] } {
  const limits = (rows[0] ?? []).map((_, curve) => {
    const crossings: number[] = [];
    for (let i = 1; i < mus.length; i++) {
      const [before, after] = [rows[i - 1]![curve]!, rows[i]![curve]!];
      if (!(before > LEVEL && after <= LEVEL)) continue;
      const share = (before - LEVEL) / (before - after);
      crossings.push(mus[i - 1]! + share * (mus[i]! - mus[i - 1]!));
    }
    return crossings.length === 1 ? crossings[0]! : null;
  });
  return { limits, open: limits.flatMap((limit, index) => (limit === null ? [index] : [])) };
}
