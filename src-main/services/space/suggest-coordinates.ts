import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import { createTrainingSet, type TrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { trainingObservations } from '#main/store/observations.ts';
import type { CoordinateScore, SuggestedCoordinates } from '#shared/contract/space/space-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import {
  type CoordinateCandidate,
  coordinateCandidates,
  coordinatesWith,
} from '#shared/domain/coordinate-candidates.ts';
import { createSpace } from '#shared/domain/space.ts';
import { createRandom, deriveSeed } from '#shared/numerics/random.ts';
import { lastSettings } from '../surrogates/last-settings.ts';
import { type LocatedObservations, locate } from '../surrogates/training-data.ts';

/** So many limits tell coordinates apart, and a fit of them takes about a second. */
const MOST_POINTS = 240;
/** With fewer, a mean in all coordinates is half of what leave-one-out judges. */
const FEWEST_POINTS = 12;
/** The best single candidates that are also tried together. */
const COMBINED = 6;

export interface SuggestOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, all: number) => void;
}

/**
 * Tries coordinates that the parameters' units suggest: fits the contour quantity in each and ranks them by the
 * leave-one-out ln density. The best single replacements of different parameters are tried together as well. All fits
 * see the same limits: the high-fidelity ones where there are enough, else the low ones.
 *
 * @throws ContouristError `coordinates.too_few_points`, `coordinates.no_candidates`; the signal's reason
 */
export async function suggestCoordinates(
  campaign: ReadableCampaign,
  compute: ComputeClient,
  { signal, onProgress }: SuggestOptions = {},
): Promise<SuggestedCoordinates> {
  const definition = readDefinition(campaign);
  const quantity = definition.contour[0]!;
  const candidates = coordinateCandidates(definition);
  if (candidates.length === 0) {
    throw new ContouristError('coordinates.no_candidates', 'The parameters suggest no coordinates.', {
      hint: 'Splittings, ratios and thresholds need two parameters of the same unit: give the units.',
    });
  }
  const limits = limitsToPredict(campaign, definition);
  const settings = { ...lastSettings(campaign), low: 'use' as const };
  const tries = new Map<string, Try>();

  const attempt = async (coordinates: readonly string[] | null, used: readonly CoordinateCandidate[]) => {
    const key = JSON.stringify(coordinates);
    const training = tries.has(key) ? null : limits.in(coordinates);
    if (training === null) return;
    const logDensity = await compute.run('scoreCoordinates', { training, settings }, { signal });
    tries.set(key, { coordinates, used, logDensity });
  };

  const plain = coordinatesWith(definition, []);
  let done = 0;
  const all = candidates.length + COMBINED + 2;
  const step = () => onProgress?.(Math.min(++done, all), all);
  await attempt(null, []);
  step();
  for (const candidate of candidates) {
    await attempt(coordinatesWith(definition, [candidate]), [candidate]);
    step();
  }
  const current = definition.coordinates ?? null;
  await attempt(current, []);
  step();
  const baseline = tries.get('null')!.logDensity;
  for (const pair of pairsToCombine([...tries.values()], baseline)) {
    await attempt(coordinatesWith(definition, pair), pair);
    step();
  }
  const isSame = (a: readonly string[] | null, b: readonly string[] | null) =>
    JSON.stringify(a ?? plain) === JSON.stringify(b ?? plain);
  const scores = Array.from(tries.values(), (tried) => ({
    ...scoreOf(tried, baseline),
    isCurrent: isSame(tried.coordinates, current),
  }));
  return {
    quantity,
    points: baseline.length,
    ofPoints: limits.ofPoints,
    scores: scores.sort((a, b) => b.gain - a.gain),
  };
}

interface Try {
  readonly coordinates: readonly string[] | null;
  readonly used: readonly CoordinateCandidate[];
  readonly logDensity: Float64Array;
}

/** The best replacements that gain something alone, two of different parameters at a time. */
function pairsToCombine(tries: readonly Try[], baseline: Float64Array): CoordinateCandidate[][] {
  const best = tries
    .filter(({ used, logDensity }) => used.length === 1 && mean(logDensity) > mean(baseline))
    .sort((a, b) => mean(b.logDensity) - mean(a.logDensity))
    .map(({ used }) => used[0]!);
  return best
    .flatMap((first, index) =>
      best
        .slice(index + 1)
        .filter((second) => second.replaces !== first.replaces && second.text !== first.text)
        .map((second) => [first, second]),
    )
    .slice(0, COMBINED);
}

function scoreOf(
  { coordinates, used, logDensity }: Try,
  baseline: Float64Array,
): Omit<CoordinateScore, 'isCurrent'> {
  const differences = logDensity.map((value, i) => value - baseline[i]);
  const gain = mean(differences);
  const square = mean(differences.map((value) => (value - gain) ** 2));
  return {
    coordinates: coordinates === null ? null : [...coordinates],
    kinds: used.map(({ kind }) => kind),
    logDensity: mean(logDensity),
    gain,
    gainError: Math.sqrt(square / (differences.length - 1)),
  };
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The limits that every try is to predict, in whatever coordinates. */
function limitsToPredict(campaign: ReadableCampaign, definition: CampaignDefinition) {
  const quantity = definition.contour[0]!;
  const plainSpace = createSpace(withCoordinates(definition, null));
  const high = locate(trainingObservations(campaign, quantity, 'high'), plainSpace);
  const low = locate(trainingObservations(campaign, quantity, 'low'), plainSpace);
  const all = high.y.length >= Math.min(low.y.length, MOST_POINTS / 4) ? high : low;
  if (all.y.length < FEWEST_POINTS) {
    throw new ContouristError(
      'coordinates.too_few_points',
      `${all.y.length} limits are too few to tell coordinates apart.`,
      { hint: `It takes ${FEWEST_POINTS} at least.` },
    );
  }
  const chosen = choose(all.y.length, MOST_POINTS);
  return {
    ofPoints: all.y.length,
    /** @returns null where some of the limits have no such coordinates */
    in(coordinates: readonly string[] | null): TrainingSet | null {
      return trainingIn(createSpace(withCoordinates(definition, coordinates)), all, chosen);
    },
  };
}

function trainingIn(
  space: ReturnType<typeof createSpace>,
  { theta, y, knownVariance }: LocatedObservations,
  chosen: readonly number[],
): TrainingSet | null {
  const dimension = space.names.length;
  const u: number[] = [];
  for (const i of chosen) {
    const point = space.coordinates(theta.subarray(i * dimension, (i + 1) * dimension));
    if (point === null) return null;
    u.push(...point);
  }
  return createTrainingSet(space.coordinateNames.length, {
    high: {
      u: Float64Array.from(u),
      y: Float64Array.from(chosen, (i) => y[i]),
      knownVariance: Float64Array.from(chosen, (i) => knownVariance[i]),
    },
  });
}

function withCoordinates(
  definition: CampaignDefinition,
  coordinates: readonly string[] | null,
): CampaignDefinition {
  const { coordinates: _, ...rest } = definition;
  return coordinates === null ? rest : { ...rest, coordinates: [...coordinates] };
}

/** So many of the first `count` numbers, at random but always the same. */
function choose(count: number, most: number): number[] {
  const random = createRandom(deriveSeed(1, 'suggest-coordinates'));
  const keyed = Array.from({ length: count }, (_, index) => ({ index, key: random.uniform() }));
  return keyed
    .sort((a, b) => a.key - b.key)
    .slice(0, most)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
}
