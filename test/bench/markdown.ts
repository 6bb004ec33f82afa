/** A table in Markdown; columns after the first are right-aligned. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = titles.map((_, index) => (index === 0 ? '---' : '---:'));
  return [titles, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** "98 / 99": a list of evaluations, or never. */
export function slashed(evaluations: readonly (number | null)[]): string {
  return evaluations.map((value) => (value === null ? 'never' : String(value))).join(' / ');
}
