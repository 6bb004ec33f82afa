import katex from 'katex';
import { splitMath } from '#shared/figures/split-math.ts';

/**
 * Writes text with formulas between dollar signs into an element. KaTeX builds nodes rather than markup here, so that
 * nothing of a campaign's labels is ever parsed as HTML.
 */
export function setMathText(element: HTMLElement, text: string): void {
  element.replaceChildren(
    ...splitMath(text).map(({ kind, content }) => (kind === 'text' ? content : mathNode(content))),
  );
}

function mathNode(tex: string): HTMLElement {
  const node = document.createElement('span');
  try {
    katex.render(tex, node, { throwOnError: true, strict: false, trust: false });
  } catch {
    node.textContent = tex;
  }
  return node;
}
