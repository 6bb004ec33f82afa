import { isNode } from 'yaml';
import type { z } from 'zod';
import { parseBoundedYaml } from '#shared/domain/bounded-yaml.ts';
import { ContouristError, type FilePosition } from '#shared/domain/contourist-error.ts';
import { QUANTITIES } from '#shared/domain/quantity.ts';
import type { FindingCode } from './findings/finding-codes.ts';
import { type Mapping, mappingSchema } from './mapping.ts';

/** Steps to an entry of the mapping: `['limit', 'theory', 'unit']`. */
export type MappingPath = readonly (string | number)[];

/** A mapping that knows where in its file each entry stands, for messages about it. */
export interface LocatedMapping extends Mapping {
  /** The position of an entry, or of the nearest one around it; empty without a mapping file. */
  locate(path: MappingPath): FilePosition;
}

/** What applies to a file without a mapping. */
export function defaultMapping(): LocatedMapping {
  return { ...mappingSchema.parse({}), locate: () => ({}) };
}

/**
 * Reads `mapping.yaml`.
 *
 * @throws ContouristError those of `parseBoundedYaml`, `mapping.syntax` (not YAML), `mapping.invalid` (a wrong entry), each with its line
 */
export function parseMapping(text: string, fileName: string): LocatedMapping {
  const { document, positionAt, toJS } = parseBoundedYaml(text, fileName);
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    throw new ContouristError('mapping.syntax', `${fileName} is not valid YAML: ${syntaxError.message}.`, {
      position: positionAt(syntaxError.pos[0]),
    });
  }
  const locate = (path: MappingPath): FilePosition => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return positionAt(node.range[0]);
    }
    return { file: fileName };
  };

  const result = mappingSchema.safeParse(toJS() ?? {}, {
    error: (issue) =>
      issue.code === 'invalid_type' && issue.input === undefined ? 'it is missing' : undefined,
  });
  if (!result.success) throw describeIssue(result.error.issues, locate);
  // Who writes kind: mu has said what the limits are, whatever their columns are called.
  const isStated = document.getIn(['limit', 'kind']) === 'mu';
  const confirmed = [...new Set([...(result.data.confirmed ?? []), ...(isStated ? STATED_MU : [])])];
  return { ...result.data, ...(confirmed.length > 0 && { confirmed }), locate };
}

const STATED_MU = ['cross-section-as-mu'] as const satisfies readonly FindingCode[];

function describeIssue(
  issues: readonly z.core.$ZodIssue[],
  locate: LocatedMapping['locate'],
): ContouristError {
  const [issue] = issues;
  if (issue === undefined) return new ContouristError('mapping.invalid', 'The mapping is invalid.');
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const at = unknown === undefined ? path : [...path, unknown];
  const message =
    unknown === undefined
      ? `The mapping's ${path.join('.') || 'content'}: ${issue.message}.`
      : `The mapping has an entry that is not known here: \`${at.join('.')}\`.`;
  return new ContouristError('mapping.invalid', message, {
    position: locate(at),
    hint: hintFor(path, unknown),
  });
}

function hintFor(path: MappingPath, unknown: string | undefined): string {
  const isQuantityList = path[0] === 'quantities' || path[0] === 'variance' || path[0] === 'error';
  if (isQuantityList) return `Wanted is quantity: column, with the quantities ${QUANTITIES.join(', ')}.`;
  if (unknown !== undefined && path.length === 0)
    return `Known are ${Object.keys(mappingSchema.shape).join(', ')}.`;
  return '`contourist import --help` shows a whole mapping.';
}
