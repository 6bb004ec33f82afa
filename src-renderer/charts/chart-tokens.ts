// The tokens that charts need as plain values: a canvas and an exported file know no CSS variables.
import { FIELDS, type FieldName } from '#shared/contract/slices/figure.ts';

/** The tokens behind the colours of charts, without their `--`. */
export const COLOR_TOKENS = {
  ground: 'bg',
  text: 'text',
  caption: 'text-2',
  line: 'line',
  accent: 'accent',
  selected: 'bg-selected',
  ok: 'ok',
  warn: 'warn',
  bad: 'bad',
  badSoft: 'bad-soft',
  idle: 'idle',
  idleSoft: 'idle-soft',
  ink: 'c-ink',
  axis: 'c-axis',
  grid: 'c-grid',
  casing: 'c-casing',
  observed: 'c-obs',
  expected: 'c-exp',
  band: 'c-band',
  bandEdge: 'c-band-edge',
  model: 'c-model',
  extrapolate: 'c-extrapolate',
  high: 'c-high',
  low: 'c-low',
  proposed: 'c-proposed',
  pending: 'c-pending',
  test: 'c-test',
  series1: 'c-s1',
  series2: 'c-s2',
  series3: 'c-s3',
  series4: 'c-s4',
  threshold: 'c-threshold',
} as const;

/** A colour of the charts, by what it stands for. */
export type ChartColor = keyof typeof COLOR_TOKENS;

export interface ChartTokens extends Readonly<Record<ChartColor, string>> {
  readonly font: string;
  /** How strongly the experiment's band covers what is under it. */
  readonly bandAlpha: number;
  /** Five stops each, for values from 0 to 1 of the field. */
  readonly fields: Readonly<Record<FieldName, readonly string[]>>;
}

/** Which of the sets of tokens are in force. */
export interface Look {
  readonly theme: 'light' | 'dark';
  /** `standard`, or one of palettes.css. */
  readonly palette: string;
}

/**
 * Reads the tokens out of the texts of tokens.css and palettes.css, so that they are written down once.
 *
 * @throws Error when a token is missing
 */
export function readChartTokens(css: string, { theme, palette }: Look): ChartTokens {
  const inPalette = `[data-palette="${palette}"]`;
  const selectors =
    theme === 'light' ? [':root', inPalette] : [':root', DARK, inPalette, `${inPalette}${DARK}`];
  const values = new Map(selectors.flatMap((selector) => declarations(css, selector)));
  const read = (name: string): string => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`tokens.css has no --${name}.`);
    return value;
  };
  const colors = Object.fromEntries(Object.entries(COLOR_TOKENS).map(([color, name]) => [color, read(name)]));
  const fields = Object.fromEntries(FIELDS.map((field) => [field, read(`field-${field}`).split(/\s*,\s*/)]));
  return {
    ...(colors as Record<ChartColor, string>),
    // Double quotes would end the attribute in which an SVG file carries it.
    font: read('font').replaceAll('"', "'"),
    bandAlpha: Number(read('c-band-alpha')),
    fields: fields as Record<FieldName, string[]>,
  };
}

const DARK = '[data-theme="dark"]';

/** The variables of the rule with exactly that selector; none where there is no such rule. */
function declarations(css: string, selector: string): [name: string, value: string][] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const start = `\n${plain}`.indexOf(`\n${selector} {`);
  if (start < 0) return [];
  const body = plain.slice(plain.indexOf('{', start) + 1, plain.indexOf('}', start));
  return [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]);
}
