import { surrogateOf } from '#main/surrogates/registry.ts';
import type { StoredFit } from '#main/surrogates/surrogate.ts';
import type { FitReport } from '#shared/contract/surrogates/fit.ts';

/**
 * The fits of an iteration in the words of the contract, each told by its own surrogate.
 *
 * @param coordinateNames the surrogates' inputs, in order
 * @throws ContouristError those of `surrogateOf`
 */
export function fitReports(fits: readonly StoredFit[], coordinateNames: readonly string[]): FitReport[] {
  const reports = new Map<StoredFit, FitReport>();
  for (const [surrogate, own] of Map.groupBy(fits, ({ model }) => surrogateOf(model))) {
    for (const [i, report] of surrogate.report(own, coordinateNames).entries()) reports.set(own[i], report);
  }
  return fits.flatMap((fit) => reports.get(fit) ?? []);
}
