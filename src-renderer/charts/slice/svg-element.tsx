import { createElement, type ReactNode } from 'react';
import type { SvgNode } from '#shared/figures/svg.ts';

/** The elements of a figure in the window's own document. */
export function svgElements(nodes: readonly (SvgNode | string)[]): ReactNode[] {
  return nodes.map((node, index) => (typeof node === 'string' ? node : svgElement(node, index)));
}

function svgElement({ name, attributes, content }: SvgNode, key: number): ReactNode {
  const props: Record<string, string | number> = { key };
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined) props[reactName(attribute)] = value;
  }
  return content.length === 0
    ? createElement(name, props)
    : createElement(name, props, ...svgElements(content));
}

/** `stroke-width` is `strokeWidth` to React. */
const reactName = (attribute: string): string =>
  attribute.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
