import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { StoredModel } from '#shared/domain/surrogate.ts';
import type { Surrogate } from './surrogate.ts';

/**
 * Stands for the surrogate of a model that this program cannot read: its fits are listed with the reason why nothing else
 * is known of them, and whoever asks them is refused.
 *
 * @param reason whether there is no such surrogate, or an older version of it
 * @param refusal what opening a fit throws
 */
export function unknownSurrogate(
  tag: string,
  reason: 'unknown' | 'newer',
  refusal: ContouristError,
): Surrogate {
  const refuse = () => Promise.reject(refusal);
  const facts: Surrogate['facts'] = {
    tag,
    name: tag,
    gives: { lnMu: false, conditioning: false, leaveOneOut: false },
  };
  return {
    facts,
    version: 1,
    fit: refuse,
    open: refuse,
    suits: () => true,
    summarise: () => ({
      nLow: 0,
      nHigh: 0,
      seconds: 0,
      isShared: false,
      negLogL: null,
      evaluations: null,
      engine: null,
      search: null,
      calibration: null,
      noise: 0,
      difference: null,
    }),
    report: (fits) =>
      fits.map(({ quantity }) => ({
        quantity,
        surrogate: facts,
        nLow: 0,
        nHigh: 0,
        together: [quantity],
        seconds: 0,
        warnings: [{ code: 'unreadable-model', surrogate: tag, reason }],
      })),
    hyperparameters: () => [],
    amplitude: () => null,
    operationsPerPlace: () => 1,
  };
}

/** The program has no surrogate of that tag. */
export function noSuchSurrogate(tag: string, tags: readonly string[]): ContouristError {
  return new ContouristError('surrogate.unknown', `This version of Contourist has no surrogate ${tag}.`, {
    hint: `It has ${tags.join(', ')}.`,
  });
}

/** The program has the surrogate, but in a version that cannot read the model. */
export function newerModel({ surrogate, version }: StoredModel, readable: number): ContouristError {
  return new ContouristError(
    'surrogate.newer',
    `The fit was made by a newer version of the surrogate ${surrogate}: ${version}, where this program reads up to ${readable}.`,
    { hint: 'Install a newer Contourist, or fit again.' },
  );
}
