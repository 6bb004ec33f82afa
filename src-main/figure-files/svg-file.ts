import type { Drawing } from '#shared/figures/drawing.ts';
import { MATH_SCALE } from '#shared/figures/label.ts';
import { LIGHT } from '#shared/figures/palette.ts';
import { element, type SvgNode, toMarkup } from '#shared/figures/svg.ts';
import { UNITS_PER_EM } from './formula.ts';
import { labelOf, type PlacedLabel } from './placed-label.ts';
import { shortNumber, type Typesetter } from './typesetter.ts';

/**
 * A drawing as an SVG file on white. Its texts are outlines, so that it looks the same everywhere; each carries its words
 * for screen readers and whoever reads the file.
 */
export function svgFile({ width, height, title, nodes }: Drawing, typesetter: Typesetter): string {
  const root = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'graphics-document',
    },
    element('title', {}, title),
    element('rect', { width, height, fill: LIGHT.ground }),
    nodes.map((node) => withOutlines(node, typesetter)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toMarkup(root)}\n`;
}

function withOutlines(node: SvgNode, typesetter: Typesetter): SvgNode {
  if (node.name === 'text') return outlined(labelOf(node, typesetter), typesetter);
  const content = node.content.map((part) =>
    typeof part === 'string' ? part : withOutlines(part, typesetter),
  );
  return { ...node, content };
}

function outlined(
  { set, x, y, size, weight, fill, transform }: PlacedLabel,
  typesetter: Typesetter,
): SvgNode {
  const scale = shortNumber((size * MATH_SCALE) / UNITS_PER_EM);
  const pieces = set.pieces.map((piece) => {
    const at = `translate(${shortNumber(x + piece.x)},${shortNumber(y)})`;
    if (piece.kind === 'formula') {
      return element('g', { transform: `${at} scale(${scale},${-scale})` }, piece.formula.nodes);
    }
    return element('g', { transform: at }, typesetter.outlinesOf(piece.text, size, weight));
  });
  return element('g', { role: 'img', 'aria-label': set.text, fill, transform }, pieces);
}
