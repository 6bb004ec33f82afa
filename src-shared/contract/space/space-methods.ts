import { z } from 'zod';
import { campaignDefinitionSchema } from '../../domain/campaign-definition.ts';
import { definitionFindingSchema } from '../../domain/definition-finding.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import { defineMethods } from '../define-methods.ts';
import { wireErrorSchema } from '../errors.ts';
import { jobStartedSchema } from '../program/program-methods.ts';

const shareSchema = z.object({
  /** Of the box of v, 0 to 1. */
  share: z.number(),
  /** Its standard error by randomised Sobol points. */
  error: z.number(),
});

/** What a definition's constraints and coordinates do to its space. */
export const spaceMeasureSchema = z.object({
  /** The share that all constraints leave, and each alone. */
  allowed: shareSchema,
  constraints: z.array(shareSchema),
  /** The inputs of the Gaussian process with their ranges; empty where `problem` says why there are none. */
  coordinates: z.array(z.object({ text: z.string(), from: z.number(), to: z.number() })),
  /** What is allowed and is rarely meant; empty where there is a `problem`. */
  findings: z.array(definitionFindingSchema),
  /** A coordinate that is constant or undefined all over the space. */
  problem: wireErrorSchema.nullable(),
});

/** What an edit of the definition changes. */
export const spaceEditSchema = z.object({
  /** `m_zp.upper`, `constraints`, `stop`: before and after as JSON text, null for nothing. */
  changes: z.array(
    z.object({ entry: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  /** Points that leave the space, that come back, and all that are outside then. */
  points: z.object({ leave: z.int(), return: z.int(), outside: z.int() }),
  /** Points of batches still to be evaluated that are outside then. */
  pendingOutside: z.int(),
  /** Whether the fits see the change, so that they are out of date. */
  isStale: z.boolean(),
  /** How many iterations were fitted before; they stay as they are. */
  iterations: z.int(),
});

/** A set of model coordinates and how well a fit with it predicts each limit from all the others. */
export const coordinateScoreSchema = z.object({
  /** Null: the parameters on their scales. */
  coordinates: z.array(z.string()).nullable(),
  /** What was tried: the expressions in it that are no plain parameters. */
  kinds: z.array(z.enum(['splitting', 'ratio', 'resonance', 'logarithm'])),
  /** Mean ln density of a left-out limit, in nats. */
  logDensity: z.number(),
  /** The same minus that of the plain parameters, with the standard error of the paired difference. */
  gain: z.number(),
  gainError: z.number(),
  /** Whether the campaign has these coordinates now. */
  isCurrent: z.boolean(),
});

export const suggestedCoordinatesSchema = z.object({
  quantity: quantitySchema,
  /** How many limits were predicted; a random choice where there are very many. */
  points: z.int(),
  ofPoints: z.int(),
  /** The best first; the plain parameters and what the campaign has now are among them. */
  scores: z.array(coordinateScoreSchema),
});

export type SpaceMeasure = z.infer<typeof spaceMeasureSchema>;
export type SpaceEdit = z.infer<typeof spaceEditSchema>;
export type CoordinateScore = z.infer<typeof coordinateScoreSchema>;
export type SuggestedCoordinates = z.infer<typeof suggestedCoordinatesSchema>;

const editInput = z.object({ campaignId: z.string(), definition: campaignDefinitionSchema });

export const spaceMethods = defineMethods({
  'space.measure': { input: z.object({ definition: campaignDefinitionSchema }), output: spaceMeasureSchema },
  /** What `space.edit` would change; nothing is stored. */
  'space.preview': { input: editInput, output: spaceEditSchema },
  /** Puts another definition in the place of the campaign's, as one step that can be undone. */
  'space.edit': { input: editInput, output: spaceEditSchema },
  /**
   * Starts the job that tries coordinates which the parameters' units suggest; its result is a
   * `suggestedCoordinatesSchema`.
   */
  'space.suggestCoordinates': { input: z.object({ campaignId: z.string() }), output: jobStartedSchema },
});
