// Building SVG without a DOM: the same figure becomes text for files, on the command line too, and elements in a window.

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; numbers among its attributes are pixels. */
export interface SvgNode {
  readonly name: string;
  readonly attributes: Attributes;
  /** Texts are as they shall read, not escaped. */
  readonly content: readonly (SvgNode | string)[];
}

export type SvgContent = SvgNode | string | readonly SvgContent[];

/** One element. Attribute names are as in SVG; undefined ones are left out. */
export function element(name: string, attributes: Attributes, ...content: SvgContent[]): SvgNode {
  return { name, attributes, content: flatten(content) };
}

function flatten(content: readonly SvgContent[]): (SvgNode | string)[] {
  return content.flatMap((part) => (isList(part) ? flatten(part) : [part]));
}

const isList = (content: SvgContent): content is readonly SvgContent[] => Array.isArray(content);

/** The text of an element for a file. */
export function toMarkup(node: SvgNode | string): string {
  if (typeof node === 'string') return escapeXml(node);
  const { name, attributes, content } = node;
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? pixels(value) : escapeXml(String(value))}"`,
    )
    .join('');
  if (content.length === 0) return `<${name}${written}/>`;
  return `<${name}${written}>${content.map(toMarkup).join('')}</${name}>`;
}

/** Escapes text for XML content and attribute values; characters that XML 1.0 forbids are dropped. */
function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop.
  const allowed = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return allowed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** A number of pixels with two decimals at most. */
function pixels(value: number): string {
  return String(Math.round(value * 100) / 100 + 0); // + 0 turns −0 into 0
}

/** Path data of polylines in pixels; `closed` ends each with Z. */
export function pathData(
  lines: readonly (readonly (readonly [number, number])[])[],
  closed: boolean,
): string {
  return lines
    .filter((line) => line.length > 1)
    .map((line) => {
      const points = line.map(([x, y]) => `${pixels(x)} ${pixels(y)}`);
      return `M${points.join('L')}${closed ? 'Z' : ''}`;
    })
    .join('');
}
