import { createElement, type ReactNode } from 'react';
import { Tex } from '#renderer/components/math/tex.tsx';
import { splitMath } from '#shared/figures/split-math.ts';
import type { SvgNode } from '#shared/figures/svg.ts';
import styles from './svg-element.module.css';

/** The elements of a figure in the window's own document, but for the labels with formulas: those are `MathLabels`. */
export function svgElements(nodes: readonly (SvgNode | string)[]): ReactNode[] {
  return nodes.map((node, index) => (typeof node === 'string' ? node : svgElement(node, index)));
}

function svgElement(node: SvgNode, key: number): ReactNode {
  if (node.name === 'text') return textElement(node, key);
  const { name, attributes, content } = node;
  const props = { key, ...reactProps(attributes) };
  return content.length === 0
    ? createElement(name, props)
    : createElement(name, props, ...svgElements(content));
}

function textElement(node: SvgNode, key: number): ReactNode {
  if (hasFormula(node)) return null;
  const text = splitMath(node.content.join(''))
    .map(({ content }) => content)
    .join('');
  return createElement('text', { key, ...reactProps(node.attributes) }, text);
}

function reactProps(attributes: SvgNode['attributes']): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      value === undefined ? [] : [[reactName(name), value]],
    ),
  );
}

/** `stroke-width` is `strokeWidth` to React. */
const reactName = (attribute: string): string =>
  attribute.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

const hasFormula = ({ name, content }: SvgNode): boolean =>
  name === 'text' && splitMath(content.join('')).some(({ kind }) => kind === 'math');

/** How far left of its place a label starts, by its anchor. */
const SHIFT: Readonly<Record<string, string>> = { middle: 'translateX(-50%)', end: 'translateX(-100%)' };

/**
 * The labels of a figure that have formulas, set by KaTeX over the drawing: an SVG has no stacked scripts. Put it into a
 * positioned element at the drawing's left upper corner.
 */
export function MathLabels({ nodes }: { nodes: readonly SvgNode[] }) {
  return nodes.filter(hasFormula).map(({ attributes, content }) => {
    const { x, y, fill, transform } = attributes;
    const isUpright = transform !== undefined;
    return (
      <div
        key={`${x} ${y}`}
        className={styles.place}
        style={{
          left: Number(x),
          top: Number(y),
          color: String(fill),
          fontSize: Number(attributes['font-size']),
          ...(isUpright && { transform: 'rotate(-90deg)' }),
        }}
        aria-hidden
      >
        <div className={styles.label} style={{ transform: SHIFT[String(attributes['text-anchor'])] }}>
          <span className={styles.strut} />
          <Tex>{content.join('')}</Tex>
        </div>
      </div>
    );
  });
}
