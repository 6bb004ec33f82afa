import type { FieldName, ShownField } from '../contract/slices/figure.ts';

/** A colour, and how much of what is under it it covers. */
export interface Shade {
  readonly colour: string;
  /** 0 to 1. */
  readonly opacity: number;
}

/** The colours of a figure; those of a window's theme, or {@link LIGHT} on white. */
export interface FigureColours {
  readonly ground: string;
  readonly ink: string;
  readonly axis: string;
  readonly text: string;
  readonly caption: string;
  /** Beneath lines, so that they read on any field. */
  readonly casing: Shade;
  /** The experiment's expected band. */
  readonly band: Shade;
  readonly bandEdge: string;
  /** The model's own uncertainty. */
  readonly model: string;
  readonly extrapolated: string;
  readonly proposed: string;
  readonly test: string;
  readonly low: string;
  readonly warning: string;
  /** Contours of files laid over, and of what is compared, in turn. */
  readonly series: readonly string[];
  /** Five stops each, from 0 to 1. */
  readonly fields: Readonly<Record<FieldName, readonly string[]>>;
}

/** The light design tokens: exported figures are on white, whatever the theme of the window. */
export const LIGHT: FigureColours = {
  ground: '#ffffff',
  ink: '#171b20',
  axis: '#3a424b',
  text: '#171b20',
  caption: '#4d5661',
  casing: { colour: '#ffffff', opacity: 0.78 },
  band: { colour: '#f0b429', opacity: 0.42 },
  bandEdge: '#b57f00',
  model: '#2b3f8c',
  extrapolated: '#8b949e',
  proposed: '#b62f60',
  test: '#0b7a5c',
  low: '#c2643a',
  warning: '#b3382a',
  series: ['#2257c4', '#d97706', '#0b7a5c', '#8a4fae'],
  fields: {
    pexcl: ['#fcfdfd', '#dfe9f2', '#c3d5e7', '#a7c1dc', '#8baed0'],
    entropy: ['#fdfcfd', '#eadcee', '#d7bcde', '#c39cce', '#b07dbe'],
    mean: ['#cfa98c', '#e3cfbf', '#f7f6f4', '#c0d2e2', '#8baed0'],
    sigma: ['#fcfdfb', '#e6efe3', '#d1e2cb', '#bbd4b3', '#a6c79c'],
  },
};

/** The stops of a field's ramp. */
export function rampOf(colours: FigureColours, field: ShownField): readonly string[] {
  return colours.fields[field === 'difference' ? 'mean' : field];
}

/** Font sizes in pixels: title, body (legend, axis titles, caption), tick labels. */
export const FONT = { title: 15, body: 12, tick: 11 } as const;
