import { createRandom, deriveSeed } from '#shared/numerics/random.ts';
import { pickRows } from '../rows.ts';
import { descending, entropyScores, type LnMuBelief, lnMuOf } from './belief.ts';
import { spreadByDiscs } from './poisson-disc.ts';
import { type Pick, type Situation, takeInOrder, thinned, weighed } from './situation.ts';

/** Points of the band among which discs are placed; a random choice of them where there are more. */
const BAND_POINTS = 2048;

/** Where the band holds fewer points than wanted, so many of the nearest (in z) per wanted point stand for it. */
const NEAREST_PER_POINT = 4;

/**
 * Whether each candidate lies in the band P of Bhatti et al., CHEP 2023, eq. 9: the contour is within twice the expected
 * ±1σ band, ŷ − 2(ŷ − ŷ_−1σ) < 0 < ŷ + 2(ŷ_+1σ − ŷ). Before the ±1σ limits are fitted, |ŷ| < 2s stands for it.
 */
async function findBand(
  isExpected: boolean,
  { mean, sd }: LnMuBelief,
  { candidates, edges }: Situation,
): Promise<(candidate: number) => boolean> {
  if (!isExpected || edges.lower === undefined || edges.upper === undefined) {
    return (candidate) => Math.abs(mean[candidate]) < 2 * sd[candidate];
  }
  const lower = await edges.lower.surrogate.level(candidates.u, edges.lower.task);
  const upper = await edges.upper.surrogate.level(candidates.u, edges.upper.task);
  return (candidate) => {
    const expected = mean[candidate];
    return (
      expected - 2 * (expected - lower[candidate]) < 0 && expected + 2 * (upper[candidate] - expected) > 0
    );
  };
}

/**
 * The rule `paper` (Bhatti et al., CHEP 2023, eqs. 9-10 and Algorithm 1): half of the batch are the points of largest
 * entropy of the expected limit, half are Poisson-disc points spread over the band P around its contour.
 */
export async function pickByPaper(situation: Situation): Promise<Pick[]> {
  const { candidates, guides, beliefs, dimension, occupied, size, minimumDistance, seed, success } =
    situation;
  const expected = guides.findIndex(({ quantity }) => quantity === 'exp');
  const guide = beliefs[Math.max(0, expected)];
  const [lnMu] = lnMuOf([guide]);
  const byWeighedEntropy = descending(weighed(entropyScores([guide]), success));
  const byEntropy = takeInOrder(byWeighedEntropy, Math.floor(size / 2), 'entropy', situation);

  const wanted = size - byEntropy.length;
  const taken = new Set(byEntropy.map(({ candidate }) => candidate));
  const isInBand = await findBand(expected >= 0, lnMu, situation);
  const untaken = [...Array(candidates.count).keys()].filter((candidate) => !taken.has(candidate));
  const remaining = thinned(untaken, success, deriveSeed(seed, 'failures'));
  let band = remaining.filter(isInBand);
  if (band.length < 2 * wanted) {
    const closeness = Float64Array.from(
      remaining,
      (candidate) => -Math.abs(lnMu.mean[candidate]) / lnMu.sd[candidate],
    );
    const nearest = descending(closeness).subarray(0, NEAREST_PER_POINT * wanted);
    band = [...new Set([...band, ...Array.from(nearest, (index) => remaining[index])])];
  }
  const random = createRandom(deriveSeed(seed, 'discs'));
  random.shuffle(band);
  band = band.slice(0, Math.max(BAND_POINTS, NEAREST_PER_POINT * wanted));

  const entropyV = pickRows(candidates.v, [...taken], dimension);
  const placed = new Float64Array(occupied.length + entropyV.length);
  placed.set(occupied);
  placed.set(entropyV, occupied.length);
  const discs = spreadByDiscs(
    pickRows(candidates.v, band, dimension),
    placed,
    dimension,
    wanted,
    minimumDistance,
    random,
  );
  const byDiscs = takeInOrder(
    discs.map((row) => band[row]),
    wanted,
    'disc',
    situation,
  );

  // Where the band is too small for its half, entropy fills up.
  const missing = size - byEntropy.length - byDiscs.length;
  if (missing === 0) return [...byEntropy, ...byDiscs];
  const picked = new Set([...taken, ...byDiscs.map(({ candidate }) => candidate)]);
  const others = byWeighedEntropy.filter((candidate) => !picked.has(candidate));
  return [...byEntropy, ...byDiscs, ...takeInOrder(others, missing, 'entropy', situation)];
}
