import type { AcquisitionMethod } from '#shared/domain/acquisition-method.ts';

interface MethodText {
  /** In the choice of methods. */
  readonly name: string;
  /** In the list of batches, where there is little room. */
  readonly short: string;
  /** What it does, beneath the name. */
  readonly description: string;
}

/** What the methods are called. */
export const METHOD_TEXTS: Readonly<Record<AcquisitionMethod, MethodText>> = {
  'batch-entropy': {
    name: 'Batch entropy',
    short: 'batch entropy',
    description: 'Highest entropy, given the points picked before it',
  },
  sur: {
    name: 'Stepwise uncertainty reduction',
    short: 'SUR',
    description: 'Largest expected drop of the uncertain volume',
  },
  entropy: { name: 'Highest entropy', short: 'entropy', description: 'Each point by itself' },
  paper: {
    name: 'Half entropy, half Poisson disc',
    short: 'entropy + disc',
    description: 'As in the ATLAS paper',
  },
  improvement: {
    name: 'Probability of improvement',
    short: 'improvement',
    description: 'Most likely nearer to the contour than any known point',
  },
  straddle: {
    name: 'Straddle',
    short: 'straddle',
    description: 'Near the contour and uncertain',
  },
  random: { name: 'Random', short: 'random', description: 'Fills the space, without the model' },
  'latin-hypercube': {
    name: 'Latin hypercube',
    short: 'Latin hypercube',
    description: 'Fills the space, without the model',
  },
  sobol: { name: 'Sobol', short: 'Sobol', description: 'Fills the space, without the model' },
  grid: { name: 'Grid', short: 'grid', description: 'Fills the space, without the model' },
};

/** A method by its stored name, which may be that of a newer version of the program. */
export function shortMethodName(method: string): string {
  return method in METHOD_TEXTS ? METHOD_TEXTS[method as AcquisitionMethod].short : method;
}

/** How a point came into its batch: `search` by what the model says there, `fill` to cover space, `hand` by the analyst. */
type RuleKind = 'search' | 'fill' | 'hand';

const RULES: Readonly<Record<string, { readonly kind: RuleKind; readonly text: string }>> = {
  'batch-entropy': { kind: 'search', text: 'highest entropy left' },
  entropy: { kind: 'search', text: 'highest entropy' },
  sur: { kind: 'search', text: 'largest expected gain' },
  improvement: { kind: 'search', text: 'most likely improvement' },
  straddle: { kind: 'search', text: 'straddles the contour' },
  disc: { kind: 'fill', text: 'disc in ±1σ band' },
  random: { kind: 'fill', text: 'random' },
  'latin-hypercube': { kind: 'fill', text: 'Latin hypercube' },
  sobol: { kind: 'fill', text: 'fills the space' },
  grid: { kind: 'fill', text: 'grid' },
  'by-hand': { kind: 'hand', text: 'added by hand' },
};

function ruleKind(rule: string): RuleKind {
  return RULES[rule]?.kind ?? 'search';
}

/** The mark of a point by how it came into its batch: the same on the map, in its legend and in the table. */
export type MarkShape = 'diamond' | 'circle' | 'triangle';

const SHAPES: Readonly<Record<RuleKind, MarkShape>> = { search: 'diamond', fill: 'circle', hand: 'triangle' };

export function markShape(rule: string): MarkShape {
  return SHAPES[ruleKind(rule)];
}

/** A rule in words: `highest entropy`. */
export function ruleText(rule: string): string {
  return RULES[rule]?.text ?? rule;
}
