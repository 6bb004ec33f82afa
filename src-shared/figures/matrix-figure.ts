import type { SliceView } from '../contract/slices/slice-view.ts';
import { drawHeader } from './header.ts';
import { layOutLegend } from './legend.ts';
import { type FieldName, FONT, LIGHT } from './palette.ts';
import { type AxisName, drawLabels, parameterName } from './plot-frame.ts';
import { drawField, svgDocument } from './slice-figure.ts';
import type { Layer } from './slice-layers.ts';
import { drawSlicePlot } from './slice-plot.ts';
import { element, type SvgNode } from './svg.ts';

/** One parameter of the matrix with its values, in words. */
export interface MatrixAxis {
  readonly parameter: AxisName;
  readonly labels: readonly string[];
}

export interface MatrixFigureInput {
  readonly title: string;
  /** Rows from the top, each from the left. */
  readonly views: readonly (readonly SliceView[])[];
  readonly columns: MatrixAxis;
  /** From the top; null for a single row. */
  readonly rows: MatrixAxis | null;
  readonly field: FieldName | null;
  readonly hidden: ReadonlySet<string>;
}

const PANEL = { width: 210, height: 190, gap: 10 } as const;
const MARGIN = { left: 112, right: 20, top: 14, bottom: 76 } as const;

/** Small slices over one or two further parameters on one page; the outer ones carry the axes. */
export function renderMatrixSvg({ title, views, columns, rows, field, hidden }: MatrixFigureInput): string {
  const colours = LIGHT;
  const across = views[0]?.length ?? 0;
  const width = MARGIN.left + across * (PANEL.width + PANEL.gap) - PANEL.gap + MARGIN.right;
  const [first] = views.flat();
  const spanned = [columns.parameter.name, rows?.parameter.name];
  const held = (first?.held ?? []).filter(({ name }) => !spanned.includes(name));
  const header = drawHeader(
    title,
    held,
    { x: MARGIN.left, y: MARGIN.top, width: width - MARGIN.left },
    colours,
  );

  const layers = new Map<string, Layer>();
  const drawPanel = (view: SliceView, row: number, column: number, top: number): SvgNode[] => {
    const box = {
      left: MARGIN.left + column * (PANEL.width + PANEL.gap),
      top: top + row * (PANEL.height + PANEL.gap),
      width: PANEL.width,
      height: PANEL.height,
    };
    const plot = drawSlicePlot(
      { view, points: [], foreign: [], field, colours, hidden, idPrefix: `p${row}-${column}`, isSmall: true },
      box,
    );
    for (const layer of plot.layers) {
      if (!hidden.has(layer.id) && !layer.isMuted && !layers.has(layer.id)) layers.set(layer.id, layer);
    }
    const isCorner = row === views.length - 1 && column === 0;
    return [
      ...(field === null ? [] : drawField(view, field, box, colours)),
      ...plot.nodes,
      ...(isCorner ? drawLabels(plot.frame, view.x, view.y, colours) : []),
    ];
  };

  const bodyTop = MARGIN.top + header.height + 26;
  const panels = views.flatMap((row, rowIndex) =>
    row.flatMap((view, column) => drawPanel(view, rowIndex, column, bodyTop)),
  );
  const legend = layOutLegend([...layers.values()], width - MARGIN.left - MARGIN.right);
  const bottom = bodyTop + views.length * (PANEL.height + PANEL.gap) - PANEL.gap;
  return svgDocument({
    width,
    height: bottom + MARGIN.bottom + legend.height,
    title,
    colours,
    content: [
      ...header.nodes,
      ...valueLabels(columns, rows, bodyTop),
      ...panels,
      ...legend.draw(MARGIN.left, bottom + MARGIN.bottom - 16, colours),
    ],
  });
}

/** The values at which the panels stand: above the columns and beside the rows. */
function valueLabels(columns: MatrixAxis, rows: MatrixAxis | null, top: number): SvgNode[] {
  const style = { 'font-size': FONT.body, fill: LIGHT.caption, 'text-anchor': 'middle' };
  const content = ({ parameter }: MatrixAxis, label: string) => [
    parameterName(parameter, FONT.body),
    ` = ${label}${parameter.unit === undefined ? '' : `\u00a0${parameter.unit}`}`,
  ];
  return [
    ...columns.labels.map((label, index) =>
      element(
        'text',
        { x: MARGIN.left + index * (PANEL.width + PANEL.gap) + PANEL.width / 2, y: top - 9, ...style },
        content(columns, label),
      ),
    ),
    ...(rows?.labels ?? []).map((label, index) => {
      const x = 20;
      const y = top + index * (PANEL.height + PANEL.gap) + PANEL.height / 2;
      return element(
        'text',
        { x, y, ...style, transform: `rotate(-90 ${x} ${y})` },
        rows === null ? label : content(rows, label),
      );
    }),
  ];
}
