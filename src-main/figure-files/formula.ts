// TeX as outlines, by MathJax with the glyphs of Computer Modern that the window's KaTeX has too.
import { MathJaxTexFont } from '@mathjax/mathjax-tex-font/mjs/svg.js';
import type { LiteElement, LiteNode } from '@mathjax/src/mjs/adaptors/lite/Element.js';
import { liteAdaptor } from '@mathjax/src/mjs/adaptors/liteAdaptor.js';
import { STATE } from '@mathjax/src/mjs/core/MathItem.js';
import { RegisterHTMLHandler } from '@mathjax/src/mjs/handlers/html.js';
import { TeX } from '@mathjax/src/mjs/input/tex.js';
import '@mathjax/src/mjs/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/mjs/input/tex/base/BaseConfiguration.js';
import { mathjax } from '@mathjax/src/mjs/mathjax.js';
import { SVG } from '@mathjax/src/mjs/output/svg.js';
import { LONGEST_FORMULA } from '#shared/figures/split-math.ts';
import { element, type SvgNode } from '#shared/figures/svg.ts';
import { type MathNode, readableFormula } from './readable-formula.ts';

/** A formula that is set. */
export interface Formula {
  /** In units of the font size. */
  readonly width: number;
  /** Outlines from the start of the baseline, {@link UNITS_PER_EM} to the font size, y upwards. */
  readonly nodes: readonly SvgNode[];
  /** The formula as text, `m_{χ̃⁰₂}`: for reading out, searching and copying. */
  readonly text: string;
}

export const UNITS_PER_EM = 1000;

/** Characters that the mathematical font lacks, in outlines of another: the path, in the same units. */
export type Fallback = (text: string) => SvgNode;

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const document = mathjax.document('', {
  InputJax: new TeX({
    packages: ['base', 'ams'],
    // A formula that is none is for the caller to handle; MathJax would write its message into the figure.
    formatError: (_: unknown, error: Error) => {
      throw error;
    },
  }),
  // A label is one line: broken at its operators, a formula would come as several pictures.
  OutputJax: new SVG({ fontData: MathJaxTexFont, fontCache: 'none', linebreaks: { inline: false } }),
});

/**
 * Sets a formula.
 *
 * @throws Error where `tex` is no TeX that MathJax knows, or longer than a label can be
 */
export function setFormula(tex: string, fallback: Fallback): Formula {
  if (tex.length > LONGEST_FORMULA) throw new RangeError(`a formula of ${tex.length} characters`);
  const text = readableFormula(document.convert(tex, { display: false, end: STATE.CONVERT }) as MathNode);
  const container = document.convert(tex, { display: false }) as LiteElement;
  const svg = adaptor.childNodes(container).find((node) => adaptor.kind(node) === 'svg') as LiteElement;
  const [, , width = 0] = numbers(adaptor.getAttribute(svg, 'viewBox'));
  // The outermost group turns y downwards, as an SVG has it.
  const [root] = adaptor.childNodes(svg);
  return { width: width / UNITS_PER_EM, nodes: childrenOf(root as LiteElement, fallback), text };
}

const childrenOf = (node: LiteElement, fallback: Fallback): SvgNode[] =>
  adaptor.childNodes(node).flatMap((child) => outlines(child, fallback));

function outlines(child: LiteNode, fallback: Fallback): SvgNode[] {
  const node = child as LiteElement;
  const read = (name: string): string | undefined => adaptor.getAttribute(node, name) || undefined;
  const transform = read('transform');
  switch (adaptor.kind(node)) {
    case 'g': {
      const fill = read('fill');
      const children = childrenOf(node, fallback);
      if (children.length === 0) return [];
      if (transform === undefined && fill === undefined) return children;
      return [element('g', { transform, fill }, children)];
    }
    case 'path':
      return read('d') === undefined ? [] : [element('path', { transform, d: read('d') })];
    case 'rect': {
      const [x = 0, y = 0] = [Number(read('x') ?? 0), Number(read('y') ?? 0)];
      return [
        element('rect', { transform, x, y, width: Number(read('width')), height: Number(read('height')) }),
      ];
    }
    // Stretched parts of large delimiters and accents.
    case 'svg': {
      const [left = 0, top = 0, width = 1, height = 1] = numbers(read('viewBox'));
      const across = Number(read('width') ?? width) / width;
      const up = Number(read('height') ?? height) / height;
      const x = Number(read('x') ?? 0) - left * across;
      const y = Number(read('y') ?? 0) - top * up;
      return [
        element(
          'g',
          { transform: `translate(${x},${y}) scale(${across},${up})` },
          childrenOf(node, fallback),
        ),
      ];
    }
    case 'text': {
      const size = Number.parseFloat(read('font-size') ?? String(UNITS_PER_EM)) / UNITS_PER_EM;
      return [element('g', { transform: `scale(${size})` }, fallback(adaptor.textContent(node)))];
    }
    default:
      return [];
  }
}

const numbers = (list: string | undefined): number[] => (list ?? '').split(/[\s,]+/).map(Number);
