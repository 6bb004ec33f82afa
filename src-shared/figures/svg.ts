// Building SVG as text: no DOM, so the same figure comes out of the command line and of every host.

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Escapes text for XML content and attribute values; characters that XML 1.0 forbids are dropped. */
export function escapeXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop.
  const allowed = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return allowed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** A number of pixels with two decimals at most. */
function pixels(value: number): string {
  return String(Math.round(value * 100) / 100 + 0); // + 0 turns −0 into 0
}

/**
 * One element. Attribute names are as in SVG; undefined ones are left out, numbers are pixels.
 *
 * @param content escaped markup, as this function and `escapeXml` give it
 */
export function element(name: string, attributes: Attributes, ...content: string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? pixels(value) : escapeXml(String(value))}"`,
    )
    .join('');
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`;
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
