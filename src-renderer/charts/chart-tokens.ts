// The tokens that charts need as plain values: a canvas and an exported file know no CSS variables.

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

const FIELDS = ['pexcl', 'entropy', 'mean', 'sigma'] as const;

/** A colour of the charts, by what it stands for. */
export type ChartColor = keyof typeof COLOR_TOKENS;

/** A field that a slice can show; each has a ramp of its own. */
export type FieldName = (typeof FIELDS)[number];

export interface ChartTokens extends Readonly<Record<ChartColor, string>> {
  readonly font: string;
  /** How strongly the experiment's band covers what is under it. */
  readonly bandAlpha: number;
  /** Five stops each, for values from 0 to 1 of the field. */
  readonly fields: Readonly<Record<FieldName, readonly string[]>>;
}

/**
 * Reads the tokens out of the text of tokens.css, so that they are written down once.
 *
 * @throws Error when a token is missing
 */
export function readChartTokens(css: string, theme: 'light' | 'dark'): ChartTokens {
  const light = declarations(css, ':root');
  const values = theme === 'light' ? light : new Map([...light, ...declarations(css, '[data-theme="dark"]')]);
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

function declarations(css: string, selector: string): Map<string, string> {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const start = plain.indexOf(`${selector} {`);
  const body = plain.slice(plain.indexOf('{', start) + 1, plain.indexOf('}', start));
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]),
  );
}
