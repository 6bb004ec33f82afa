import { splitMath } from '#shared/figures/split-math.ts';

/** Text with formulas as it can be read out, or stand in a title: TeX loses its dollars, backslashes and braces. */
export function plainText(text: string): string {
  return splitMath(text)
    .map(({ kind, content }) => (kind === 'text' ? content : content.replace(/[\\{}]/g, '')))
    .join('');
}
