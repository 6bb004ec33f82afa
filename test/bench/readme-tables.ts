import { readFileSync, writeFileSync } from 'node:fs';
import type { Table } from './suite.ts';

const SECTION = '## Measured';

/**
 * Puts tables between their markers in the README; a table without markers gets them at the end of the section
 * "Measured", which is made where it is missing.
 */
export function writeTables(path: string, tables: readonly Table[]): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, tables.reduce(placeTable, text));
}

/** The README's text with one table in its place. */
export function placeTable(text: string, { name, markdown }: Table): string {
  const [opening, closing] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const block = `${opening}\n${markdown.trim()}\n${closing}`;
  const start = text.indexOf(opening);
  const end = text.indexOf(closing, start);
  if (start >= 0 && end >= 0) return text.slice(0, start) + block + text.slice(end + closing.length);

  const withSection = text.includes(`\n${SECTION}\n`) ? text : `${text.trimEnd()}\n\n${SECTION}\n`;
  const section = withSection.indexOf(`\n${SECTION}\n`) + 1;
  const following = withSection.indexOf('\n## ', section + SECTION.length);
  const sectionEnd = following < 0 ? withSection.length : following;
  return `${withSection.slice(0, sectionEnd).trimEnd()}\n\n${block}\n${withSection.slice(sectionEnd)}`;
}
