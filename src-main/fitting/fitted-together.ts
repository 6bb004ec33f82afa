import type { FitSettings } from '#shared/domain/fit-settings.ts';
import type { TrainingSet } from './gaussian-process/training-set.ts';

/**
 * Which quantities have their hyperparameters in common: each is alone by default, and those at the same points with the
 * same known variances are together where they are to share, for whom K is the same.
 *
 * @returns indices of the sets, group by group
 */
export function fittedTogether(
  sets: readonly TrainingSet[],
  { hyperparameters }: Pick<FitSettings, 'hyperparameters'>,
): number[][] {
  const groups: number[][] = [];
  sets.forEach((set, index) => {
    const group = groups.find(
      ([first]) => hyperparameters === 'shared' && haveOneCovariance(sets[first], set),
    );
    if (group) group.push(index);
    else groups.push([index]);
  });
  return groups;
}

/** One training set of several quantities at the same points. */
export function joined([first, ...others]: readonly TrainingSet[]): TrainingSet {
  return { ...first, besides: others.map(({ y }) => y) };
}

function haveOneCovariance(a: TrainingSet, b: TrainingSet): boolean {
  return a.countLow === b.countLow && isSame(a.knownVariance, b.knownVariance) && isSame(a.u, b.u);
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, k) => value === b[k]);
}
