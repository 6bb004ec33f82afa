import { z } from 'zod';
import { parameterSchema } from '../domain/campaign-definition.ts';
import { defineMethods } from './define-methods.ts';
import { thumbnailSchema } from './slice-methods.ts';

/** A campaign that comes with the program: published limits, or made by formulas. */
export const sampleSchema = z.object({
  id: z.string(),
  /** With TeX between dollar signs. */
  name: z.string(),
  parameters: z.array(parameterSchema.pick({ name: true, label: true, scale: true })),
  /** What is in it: `observed only`. */
  summary: z.string(),
  /** Points that its fits use. */
  points: z.int(),
  iteration: z.int(),
  /** The publication in short, `ATLAS-EXOT-2016-32`, and in full. */
  reference: z.string(),
  citation: z.string(),
  url: z.url().exactOptional(),
  licence: z.string(),
});

export type Sample = z.infer<typeof sampleSchema>;

export const samplesMethods = defineMethods({
  /** The samples in the order in which they are shown; `path` is the shipped file, never to be changed. */
  'samples.list': {
    input: z.object({}),
    output: z.array(z.object({ ...sampleSchema.shape, path: z.string() })),
  },
  /** Its picture, made when the sample was: null where it has none. */
  'samples.thumbnail': { input: z.object({ id: z.string() }), output: thumbnailSchema.nullable() },
  /**
   * Copies a sample to where campaigns go, under a name that is free there.
   *
   * `reuse` takes the copy made last where there still is one.
   */
  'samples.copy': {
    input: z.object({ id: z.string(), reuse: z.boolean().default(false) }),
    output: z.object({ path: z.string() }),
  },
});
