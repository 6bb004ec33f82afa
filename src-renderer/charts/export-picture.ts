// Charts as files: ECharts lays the builders' pictures out with the light tokens, and the core sets their texts.
import type { DrawingFigure, DrawnNode } from '#shared/contract/slices/figure.ts';
import { init } from './echarts.ts';
import type { Picture } from './picture.ts';
import { EXPORT_TOKENS } from './use-chart-tokens.ts';

export interface ExportSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The picture as a figure for the core to write. Build it with `EXPORT_TOKENS` and `titles: 'text'`.
 *
 * @param title what it shows, in words
 */
export function figureOfPicture(
  { option }: Picture,
  { width, height }: ExportSize,
  title: string,
): DrawingFigure {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    const { tooltip: _, dataZoom: __, ...drawn } = option;
    chart.setOption({ ...drawn, backgroundColor: EXPORT_TOKENS.ground });
    const svg = new DOMParser().parseFromString(chart.renderToSVGString(), 'image/svg+xml');
    return { kind: 'drawing', title, width, height, nodes: drawnNodes(svg.documentElement) };
  } finally {
    chart.dispose();
  }
}

/** The elements that ECharts draws with, and the attributes that say how they look. */
const ELEMENTS = new Set(['g', 'path', 'rect', 'text', 'polygon', 'polyline', 'defs', 'clipPath']);
const ATTRIBUTES = new Set([
  'id',
  'd',
  'x',
  'y',
  'width',
  'height',
  'transform',
  'clip-path',
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
]);

function drawnNodes(parent: Element): DrawnNode[] {
  return [...parent.children].filter(({ tagName }) => ELEMENTS.has(tagName)).map(drawnNode);
}

function drawnNode(element: Element): DrawnNode {
  const attributes: Record<string, string | number> = {};
  for (const { name, value } of element.attributes) if (ATTRIBUTES.has(name)) attributes[name] = value;
  switch (element.tagName) {
    case 'text':
      return {
        name: 'text',
        attributes: { ...attributes, ...textAttributes(element) },
        content: [element.textContent],
      };
    case 'polygon':
    case 'polyline': {
      const d = `M${element.getAttribute('points') ?? ''}${element.tagName === 'polygon' ? 'Z' : ''}`;
      return { name: 'path', attributes: { ...attributes, d }, content: [] };
    }
    default:
      return { name: element.tagName as DrawnNode['name'], attributes, content: drawnNodes(element) };
  }
}

/** From the middle of a line of Inter down to its baseline, in units of the font size: half of ascent less descent. */
const MIDDLE_TO_BASELINE = 0.364;

function textAttributes(element: Element): Record<string, string | number> {
  const size = Number.parseFloat(
    /font-size:([\d.]+)px/.exec(element.getAttribute('style') ?? '')?.[1] ?? '12',
  );
  const y = Number(element.getAttribute('y') ?? 0);
  const isCentred = element.getAttribute('dominant-baseline') === 'central';
  return {
    x: Number(element.getAttribute('x') ?? 0),
    y: isCentred ? y + MIDDLE_TO_BASELINE * size : y,
    'font-size': size,
    'text-anchor': element.getAttribute('text-anchor') ?? 'start',
  };
}
