import { expect } from '@playwright/test';

/** A whole SVG file with these texts in it. A figure is large: of a wrong one only its ends are shown. */
export function expectFigure(svg: string, texts: readonly string[]): void {
  const ends = `${svg.slice(0, 200)} … ${svg.slice(-50)}`;
  expect(ends).toMatch(/^(<\?xml[^>]*>\s*)?<svg /);
  expect(ends).toMatch(/<\/svg>\s*$/);
  expect(texts.filter((text) => !svg.includes(`aria-label="${text}"`))).toEqual([]);
}
