// The sentences by which versions until schema 8 said why a fit was solved the way it was, and the codes that took their
// place. Like the migration that uses it this is never edited.

/** A part of a reason as the campaign file keeps it from schema 9 on. */
type StoredPart = { readonly code: string } & Readonly<Record<string, unknown>>;

const SOLVER = '(dense|grid|low-rank)';
const MEMORY = String.raw`([\d.]+) (GiB|MiB)`;

const DECLINES: readonly (readonly [RegExp, (groups: readonly string[]) => StoredPart])[] = [
  [/^only the RBF kernel has a low rank$/, () => ({ code: 'kernel-not-smooth' })],
  [/^the points lie on no grid$/, () => ({ code: 'no-grid' })],
  [
    /^the points lie on no grid, or on one with more holes than points$/,
    () => ({ code: 'no-grid-or-too-many-holes' }),
  ],
  [
    /^the points have known variances of their own, a grid needs one noise$/,
    () => ({ code: 'own-known-variances' }),
  ],
  [
    /^the noise is so small that rounding would hide what a certificate bounds$/,
    () => ({ code: 'noise-too-small' }),
  ],
  [
    /^a certificate would take more than (\d+) columns$/,
    ([most]) => ({ code: 'too-many-columns', most: Number(most) }),
  ],
];

/** Why a fit was solved so, as a code with its data; a sentence that is not understood is kept as it is. */
export function recogniseSolverReason(sentence: string): StoredPart {
  const parts = sentence.split('; ');
  const told = { code: 'told', text: sentence };
  const instead = declined(sentence);
  if (instead !== null) return { code: 'instead', of: instead.solver, why: instead.why };

  const isAskedFor = parts[0] === 'asked for';
  if (isAskedFor) parts.shift();
  // `USE, up to MEMORY`, or `USE; N observations stand at M places, up to MEMORY`.
  const end = parts.findIndex((part) => new RegExp(`, up to ${MEMORY}$`).test(part));
  if (end < 0 || end > 1) return told;
  const [, text = '', amount, unit] =
    parts
      .slice(0, end + 1)
      .join('; ')
      .match(new RegExp(`^(.*), up to ${MEMORY}$`)) ?? [];
  const basis = basisOf(text);
  const others = parts.slice(end + 1).map(notTaken);
  if (basis === null || others.includes(null)) return told;
  return {
    code: isAskedFor ? 'asked-for' : 'fastest',
    basis,
    bytes: bytesOf(amount, unit),
    others,
  };
}

function basisOf(text: string): object | null {
  const [, what = text, observations, places] =
    text.match(/^(.*); (\d+) observations stand at (\d+) places$/) ?? [];
  const use = recognisedUse(what);
  if (use === null) return null;
  const replicates =
    observations === undefined ? null : { observations: Number(observations), places: Number(places) };
  return { use, replicates };
}

function recognisedUse(text: string): StoredPart | null {
  if (text === 'takes any points') return { code: 'any-points' };
  if (text === 'the kernel is smooth') return { code: 'smooth-kernel' };
  const grid = text.match(
    /^(\d+) points lie on a (\d+(?: × \d+)*) grid(?: with (\d+) holes)?(?:, (\d+) others beside it)?$/,
  );
  if (grid === null) return null;
  const [, points, sizes = '', holes = 0, beside = 0] = grid;
  return {
    code: 'grid',
    points: Number(points),
    sizes: sizes.split(' × ').map(Number),
    holes: Number(holes),
    beside: Number(beside),
  };
}

function notTaken(text: string): StoredPart | null {
  const why = declined(text);
  if (why !== null) return { code: 'declined', ...why };
  const [, large, amount, unit] = text.match(new RegExp(`^${SOLVER} not: it needs ${MEMORY}$`)) ?? [];
  if (large !== undefined) return { code: 'memory', solver: large, bytes: bytesOf(amount, unit) };
  const [, slow, ratio, measure] =
    text.match(new RegExp(`^${SOLVER} would (?:take|need) ([\\d.]+) times as (long|many operations)$`)) ?? [];
  if (slow === undefined) return null;
  return { code: measure === 'long' ? 'slower' : 'more-operations', solver: slow, ratio: Number(ratio) };
}

/** `grid not: the points lie on no grid`. */
function declined(text: string): { solver: string; why: StoredPart } | null {
  const [, solver, said = ''] = text.match(new RegExp(`^${SOLVER} not: (.*)$`)) ?? [];
  if (solver === undefined) return null;
  for (const [pattern, part] of DECLINES) {
    const groups = said.match(pattern);
    if (groups !== null) return { solver, why: part(groups.slice(1)) };
  }
  return null;
}

function bytesOf(amount = '0', unit = 'MiB'): number {
  return Math.round(Number(amount) * 2 ** (unit === 'GiB' ? 30 : 20));
}
