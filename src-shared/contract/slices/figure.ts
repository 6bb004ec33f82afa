// What a figure shows, as data: the window and the command line describe it, one engine draws it in every format.
import { z } from 'zod';
import { fidelitySchema } from '../../domain/fidelity.ts';
import { heldParameterSchema, polylineSchema } from './slice.ts';
import { sliceViewSchema } from './slice-view.ts';

/** The fields that a slice can show. */
export const FIELDS = ['pexcl', 'entropy', 'mean', 'sigma'] as const;
export const fieldSchema = z.enum(FIELDS);
export type FieldName = z.infer<typeof fieldSchema>;

/** What a figure may show beneath its lines: a field, or how p_excl of two slices differs. */
const shownFieldSchema = z.enum([...FIELDS, 'difference']);
export type ShownField = z.infer<typeof shownFieldSchema>;

/** A point on or near a slice. */
const figurePointSchema = z.object({
  x: z.number(),
  y: z.number(),
  /** Distance from the slice in the hidden parameters, each scaled to [0,1] over its range. */
  distance: z.number().nonnegative(),
  fidelity: fidelitySchema,
  /** `known` with a limit, `test`, `proposed`, or `pending`: handed out and not back. */
  state: z.enum(['known', 'test', 'proposed', 'pending']),
  /** By the known limit; false without one. */
  isExcluded: z.boolean(),
});

export type FigurePoint = z.infer<typeof figurePointSchema>;

/** A contour from elsewhere: of a file, or of what is compared. */
const foreignLineSchema = z.object({
  id: z.string(),
  label: z.string(),
  lines: z.array(polylineSchema),
  /** Which of the series colours. */
  colour: z.int().nonnegative(),
  isDashed: z.boolean().optional(),
  /** Whether no high-fidelity limit is behind it. */
  isLowAlone: z.boolean().optional(),
});

export type ForeignLine = Readonly<z.infer<typeof foreignLineSchema>>;

/** What a field is computed from; for a difference the differences stand in place of the mean. */
const rasterSourceSchema = sliceViewSchema.pick({
  x: true,
  y: true,
  of: true,
  quantities: true,
  sd: true,
  pExcl: true,
});
export type RasterSource = z.infer<typeof rasterSourceSchema>;

/** Another unit than that of the data, in which an axis is labelled: data times the factor. */
const shownInSchema = z.object({ unit: z.string(), factor: z.number() });
export type ShownIn = Readonly<z.infer<typeof shownInSchema>>;

/** Texts of figures have their formulas between dollar signs; a dollar of its own is written `\$`. */
const sliceFigureSchema = z.object({
  kind: z.literal('slice'),
  title: z.string(),
  view: sliceViewSchema,
  points: z.array(figurePointSchema).default([]),
  foreign: z.array(foreignLineSchema).default([]),
  field: shownFieldSchema.nullable().default('pexcl'),
  /** What the field is computed from where that is not the slice itself: a difference. */
  fieldSource: rasterSourceSchema.optional(),
  /** Layers that the reader has switched off. */
  hidden: z.array(z.string()).default([]),
  /** Units in which the axes are labelled, where these are not the data's own. */
  shownIn: z.object({ x: shownInSchema.optional(), y: shownInSchema.optional() }).default({}),
});

/** One parameter of a matrix of slices, with its values in words. */
const matrixAxisSchema = z.object({
  parameter: heldParameterSchema.pick({ name: true, label: true, unit: true }),
  labels: z.array(z.string()),
});

const matrixFigureSchema = z.object({
  kind: z.literal('matrix'),
  title: z.string(),
  /** Rows from the top, each from the left. */
  views: z.array(z.array(sliceViewSchema)),
  columns: matrixAxisSchema,
  /** From the top; null for a single row. */
  rows: matrixAxisSchema.nullable(),
  field: fieldSchema.nullable(),
  hidden: z.array(z.string()).default([]),
});

/** The parts of SVG that drawings are made of; none of them can run or load anything. */
const DRAWN = ['g', 'path', 'rect', 'circle', 'line', 'text', 'defs', 'clipPath'] as const;

const drawnNodeSchema = z.object({
  name: z.enum(DRAWN),
  attributes: z.record(z.string(), z.union([z.string(), z.number()])),
  get content() {
    return z.array(z.union([z.string(), drawnNodeSchema]));
  },
});

/** A chart that is laid out already; its texts are still to be set. */
const drawingFigureSchema = z.object({
  kind: z.literal('drawing'),
  title: z.string(),
  width: z.number().positive(),
  height: z.number().positive(),
  nodes: z.array(drawnNodeSchema),
});

export const figureSchema = z.discriminatedUnion('kind', [
  sliceFigureSchema,
  matrixFigureSchema,
  drawingFigureSchema,
]);

/** A figure; what has a default may be left out where one is described. */
export type Figure = z.input<typeof figureSchema>;
export type SliceFigure = z.input<typeof sliceFigureSchema>;
export type MatrixFigure = z.input<typeof matrixFigureSchema>;
export type DrawingFigure = z.input<typeof drawingFigureSchema>;
export type DrawnNode = z.infer<typeof drawnNodeSchema>;
export type MatrixAxis = z.infer<typeof matrixAxisSchema>;

export const FIGURE_FORMATS = ['svg', 'pdf', 'png'] as const;
export const figureFormatSchema = z.enum(FIGURE_FORMATS);
export type FigureFormat = z.infer<typeof figureFormatSchema>;
