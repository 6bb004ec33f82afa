const NARROW = /[\s.,:;'′|!ijlt()[\]fr±·]/u;
const WIDE = /[mwMW@%→–]/u;
const CAPITAL = /[A-ZΑ-Ω×=+−]/u;

/**
 * About how wide a sans-serif text is, in pixels, for laying out a legend without a renderer. It errs on the wide side:
 * the reader's font is not known.
 */
export function textWidth(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}|[\u200b]/u.test(character)) continue;
    width += NARROW.test(character)
      ? 0.32
      : WIDE.test(character)
        ? 0.88
        : CAPITAL.test(character)
          ? 0.68
          : 0.57;
  }
  return width * fontSize;
}
