// Colours and type of exported figures: the light design tokens on white, whatever the theme of the window.

export const PALETTE = {
  ground: '#ffffff',
  ink: '#171b20',
  axis: '#3a424b',
  text: '#171b20',
  caption: '#4d5661',
  casing: '#ffffff',
  /** The experiment's expected band. */
  band: '#f0b429',
  bandEdge: '#b57f00',
  /** The model's own uncertainty. */
  model: '#2b3f8c',
  /** The excluded side of a contour: the pale end of the p_excl ramp. */
  excluded: '#dfe9f2',
  outside: '#e2e5e9',
  requested: '#b62f60',
  warning: '#b3382a',
} as const;

export const SANS = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";

/** Font sizes in pixels: title, body (legend, axis titles, caption), tick labels. */
export const FONT = { title: 15, body: 12, tick: 11 } as const;
