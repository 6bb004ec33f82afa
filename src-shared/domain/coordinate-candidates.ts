import type { CampaignDefinition, Parameter } from './campaign-definition.ts';
import { compileViolation } from './constraint-violation.ts';
import { sobolRows, thinThetas } from './coordinates.ts';
import { compileConstraint, compileExpression } from './expression.ts';
import { createScale } from './parameter-scale.ts';
import { isThin } from './thin-space.ts';

/** What kind of physics a coordinate stands for. */
export type CoordinateKind = 'splitting' | 'ratio' | 'resonance' | 'logarithm';

/** An expression that may serve the Gaussian process better than a parameter, in that parameter's place. */
export interface CoordinateCandidate {
  readonly kind: CoordinateKind;
  readonly text: string;
  /** The parameter that it takes the place of. */
  readonly replaces: string;
}

/** A resonance or a threshold: decays of a into b open where a = factor · b. */
const THRESHOLD_FACTORS = [1, 2];

/** A parameter whose bounds are this far apart may well act by its logarithm. */
const WIDE_RANGE = 5;

/**
 * Expressions of the parameters that often make limits smoother, by their units alone: for two parameters of the same
 * unit the logarithm of their splitting (compressed spectra), their ratio, and a signed distance from the line where
 * one is once or twice the other (thresholds and resonances: as a root, which is steep there, and as asinh, which
 * flattens far away); the logarithm of a positive parameter with a wide range. Only those that are defined all over
 * the space, and thresholds only where the space has both sides.
 */
export function coordinateCandidates(definition: CampaignDefinition): CoordinateCandidate[] {
  const linear = definition.parameters.filter(({ scale }) => scale === 'linear');
  const sample = allowedSample(definition);
  const pairs = linear.flatMap((a) =>
    linear
      .filter((b) => b.name !== a.name && a.unit !== undefined && a.unit === b.unit)
      .map((b) => [a, b] as const),
  );
  return [
    ...pairs.flatMap(([a, b]) => pairCandidates(a, b, definition, sample)),
    ...linear.flatMap(({ name, lower, upper }) =>
      lower > 0 && upper / lower >= WIDE_RANGE
        ? [{ kind: 'logarithm' as const, text: `ln(${name})`, replaces: name }]
        : [],
    ),
  ];
}

/** All coordinates of a fit with some of the parameters replaced; a parameter on a log scale stands as its logarithm. */
export function coordinatesWith(
  { parameters }: CampaignDefinition,
  candidates: readonly CoordinateCandidate[],
): string[] {
  return parameters.map(({ name, scale }) => {
    const candidate = candidates.find(({ replaces }) => replaces === name);
    return candidate?.text ?? (scale === 'log' ? `ln(${name})` : name);
  });
}

function pairCandidates(
  a: Parameter,
  b: Parameter,
  definition: CampaignDefinition,
  sample: readonly Float64Array[],
): CoordinateCandidate[] {
  const range = (text: string) => rangeOver(sample, text, definition);
  const found: CoordinateCandidate[] = [];
  const either = (kind: CoordinateKind, text: string) => {
    found.push({ kind, text, replaces: b.name }, { kind, text, replaces: a.name });
  };
  const [smallest, largest] = range(`${a.name} - ${b.name}`);
  if (smallest >= 0) {
    either('splitting', `ln(${a.name} - ${b.name} + ${splittingOffset(largest)})`);
    if (a.lower > 0) either('ratio', `${b.name} / ${a.name}`);
  }
  for (const factor of THRESHOLD_FACTORS) {
    // a = b is the same line from either side.
    if (factor === 1 && a.name > b.name) continue;
    const distance = `${a.name} - ${factor === 1 ? '' : `${factor}*`}${b.name}`;
    const [below, above] = range(distance);
    if (!(below < 0 && above > 0)) continue;
    either('resonance', `sign(${distance}) * sqrt(abs(${distance}))`);
    either('resonance', `asinh((${distance})/${rounded((above - below) / 15)})`);
  }
  return found;
}

/** Keeps the logarithm finite where the splitting vanishes: 1 for masses in GeV, a thousandth of small ranges. */
function splittingOffset(largest: number): number {
  return largest >= 100 ? 1 : rounded(largest / 100);
}

/** To one significant digit. */
function rounded(value: number): number {
  return Number(value.toPrecision(1));
}

/** θ all over the space, where the constraints hold. */
function allowedSample({ parameters, fixed, constraints }: CampaignDefinition): Float64Array[] {
  const names = parameters.map(({ name }) => name);
  const scales = parameters.map(createScale);
  const holds = constraints.map((text) => compileConstraint(text, names, fixed));
  const sample = sobolRows(names.length).map((v) => v.map((place, axis) => scales[axis].fromUnit(place)));
  const allowed = sample.filter((theta) => holds.every((hold) => hold(theta)));
  if (!isThin(allowed.length, sample.length)) return allowed;
  const fromUnit = (v: ArrayLike<number>) =>
    Float64Array.from(scales, (scale, axis) => scale.fromUnit(v[axis]));
  const violations = constraints.map((text) => compileViolation(text, names, fixed, fromUnit));
  const missBy = (theta: ArrayLike<number>) =>
    violations.reduce((sum, violation) => sum + violation(theta), 0);
  return thinThetas(names.length, fromUnit, missBy) ?? (allowed.length > 0 ? allowed : sample);
}

function rangeOver(
  sample: readonly Float64Array[],
  text: string,
  { parameters, fixed }: CampaignDefinition,
): [smallest: number, largest: number] {
  const evaluate = compileExpression(
    text,
    parameters.map(({ name }) => name),
    fixed,
  );
  let [smallest, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const theta of sample) {
    const value = evaluate(theta);
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
  }
  return [smallest, largest];
}
