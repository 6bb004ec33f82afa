import type { MatrixAxis, MatrixFigure } from '../contract/slices/figure.ts';
import type { SliceView } from '../contract/slices/slice-view.ts';
import type { Drawing, DrawingTools } from './drawing.ts';
import { drawHeader } from './header.ts';
import { label, parameterLabel, plainLabel } from './label.ts';
import { layOutLegend } from './legend.ts';
import { FONT, LIGHT } from './palette.ts';
import { drawLabels } from './plot-frame.ts';
import { drawField } from './slice-figure.ts';
import type { Layer } from './slice-layers.ts';
import { drawSlicePlot } from './slice-plot.ts';
import type { SvgNode } from './svg.ts';

const PANEL = { width: 210, height: 190, gap: 10 } as const;
const MARGIN = { left: 112, right: 20, top: 14, bottom: 76 } as const;

/** Small slices over one or two further parameters on one page; the outer ones carry the axes. */
export function drawMatrixFigure(figure: Omit<MatrixFigure, 'kind'>, tools: DrawingTools): Drawing {
  const { title, views, columns, rows, field } = figure;
  const hidden = new Set(figure.hidden);
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
    tools,
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
      ...(field === null ? [] : drawField(view, field, box, tools)),
      ...plot.nodes,
      ...(isCorner ? drawLabels(plot.frame, view.x, view.y, colours) : []),
    ];
  };

  const bodyTop = MARGIN.top + header.height + 26;
  const panels = views.flatMap((row, rowIndex) =>
    row.flatMap((view, column) => drawPanel(view, rowIndex, column, bodyTop)),
  );
  const legend = layOutLegend([...layers.values()], width - MARGIN.left - MARGIN.right, tools);
  const bottom = bodyTop + views.length * (PANEL.height + PANEL.gap) - PANEL.gap;
  return {
    width,
    height: bottom + MARGIN.bottom + legend.height,
    title,
    nodes: [
      ...header.nodes,
      ...valueLabels(columns, rows, bodyTop),
      ...panels,
      ...legend.draw(MARGIN.left, bottom + MARGIN.bottom - 16, colours),
    ],
  };
}

/** The values at which the panels stand: above the columns and beside the rows. */
function valueLabels(columns: MatrixAxis, rows: MatrixAxis | null, top: number): SvgNode[] {
  const style = { size: FONT.body, fill: LIGHT.caption, anchor: 'middle' } as const;
  const text = ({ parameter }: MatrixAxis, value: string): string => {
    const unit = parameter.unit === undefined ? '' : `\u00a0${parameter.unit}`;
    return `${parameterLabel(parameter)} = ${plainLabel(value + unit)}`;
  };
  return [
    ...columns.labels.map((value, index) => {
      const x = MARGIN.left + index * (PANEL.width + PANEL.gap) + PANEL.width / 2;
      return label(text(columns, value), { ...style, x, y: top - 9 });
    }),
    ...(rows?.labels ?? []).map((value, index) => {
      const y = top + index * (PANEL.height + PANEL.gap) + PANEL.height / 2;
      return label(rows === null ? plainLabel(value) : text(rows, value), {
        ...style,
        x: 20,
        y,
        isUpright: true,
      });
    }),
  ];
}
