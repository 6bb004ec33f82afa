import { z } from 'zod';
import { sobolPoints } from '../numerics/sobol.ts';
import { RegionChains } from '../numerics/thin-regions.ts';
import type { CampaignDefinition } from './campaign-definition.ts';
import { createSpace, type Space } from './space.ts';
import { chainsInside, isThin } from './thin-space.ts';

/** What a definition says that is allowed and is rarely meant. */
export const definitionFindingSchema = z.discriminatedUnion('code', [
  /** No coordinate changes with these parameters: the model takes limits at any of their values for the same. */
  z.object({ code: z.literal('blind-coordinates'), parameters: z.array(z.string()) }),
  /** No point of the box satisfies all constraints, as far as a search finds. */
  z.object({ code: z.literal('nothing-allowed'), constraints: z.array(z.string()) }),
]);

export type DefinitionFinding = Readonly<z.infer<typeof definitionFindingSchema>>;

/** The finding as a sentence, without the full stop. */
export function definitionFindingText(finding: DefinitionFinding): string {
  if (finding.code === 'nothing-allowed') {
    return `no point was found that satisfies ${finding.constraints.join(' and ')} within the bounds: nothing can be fitted or proposed`;
  }
  const names = finding.parameters.join(', ');
  const it = finding.parameters.length === 1 ? 'it' : 'them';
  return `the coordinates do not depend on ${names}: the model cannot see ${it}, and takes limits at different values of ${it} for repeats of one another`;
}

/**
 * What is to be asked back about a definition when it is made or edited.
 *
 * @throws ContouristError those of `createSpace`
 */
export function findInDefinition(definition: CampaignDefinition): DefinitionFinding[] {
  const space = createSpace(definition);
  const { constraints } = definition;
  return [
    ...blindCoordinates(space),
    ...(constraints.length === 0 || allowsSomething(space)
      ? []
      : [{ code: 'nothing-allowed' as const, constraints: [...constraints] }]),
  ];
}

const TRIED = 2 ** 13;
const SEED = 1;

function allowsSomething(space: Space): boolean {
  const dimension = space.names.length;
  const points = sobolPoints(dimension, TRIED);
  for (let row = 0; row < TRIED; row += 1) {
    const v = points.subarray(row * dimension, (row + 1) * dimension);
    if (space.violation(v) === 0) return true;
  }
  return isThin(0, TRIED) && chainsInside(space, SEED) instanceof RegionChains;
}

/** Base points of the box, and values of a parameter that is moved from each. */
const BASES = 64;
const VALUES = [0, 0.21, 0.5, 0.83, 1];

/** Change of a coordinate, as a share of its range, that is no rounding. */
const SMALLEST_CHANGE = 1e-9;

/** Parameters that no coordinate changes with. */
export function blindCoordinates(space: Space): Extract<DefinitionFinding, { code: 'blind-coordinates' }>[] {
  if (space.definition.coordinates === undefined) return [];
  const bases = sobolPoints(space.names.length, BASES);
  const parameters = space.names.filter((_, axis) => !isSeen(space, bases, axis));
  return parameters.length === 0 ? [] : [{ code: 'blind-coordinates', parameters }];
}

function isSeen(space: Space, bases: Float64Array, axis: number): boolean {
  const dimension = space.names.length;
  for (let row = 0; row < BASES; row += 1) {
    const v = bases.slice(row * dimension, (row + 1) * dimension);
    let first: Float64Array | null = null;
    for (const value of VALUES) {
      v[axis] = value;
      const u = space.coordinates(space.fromUnit(v));
      if (u === null) continue;
      if (first?.some((before, input) => Math.abs(before - u[input]) > SMALLEST_CHANGE)) return true;
      first ??= u;
    }
  }
  return false;
}
