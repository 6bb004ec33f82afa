import katex from 'katex';
import { LONGEST_FORMULA, splitMath } from '#shared/figures/split-math.ts';

/**
 * Writes text with formulas between dollar signs into an element. KaTeX builds nodes rather than markup here, so that
 * nothing of a campaign's labels is ever parsed as HTML.
 */
export function setMathText(element: HTMLElement, text: string): void {
  element.replaceChildren(
    ...splitMath(text).map(({ kind, content }) => (kind === 'text' ? content : mathNode(content))),
  );
}

/** Labels come from files of others. Sizes are in em; expansions bound macros that define each other. */
const LIMITS = { maxSize: 10, maxExpand: 200 };

function mathNode(tex: string): HTMLElement {
  const node = document.createElement('span');
  if (tex.length > LONGEST_FORMULA) {
    node.textContent = tex;
    return node;
  }
  try {
    katex.render(tex, node, { throwOnError: true, strict: false, trust: false, ...LIMITS });
  } catch {
    node.textContent = tex;
  }
  return node;
}
