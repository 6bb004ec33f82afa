import { label, plainLabel, type Typesetting } from './label.ts';
import { type FigureColours, FONT } from './palette.ts';
import type { SvgNode } from './svg.ts';

export interface LegendEntry {
  /** Plain text. */
  readonly label: string;
  readonly swatchWidth: number;
  /** Draws the swatch with its left end at x and its middle at y. */
  readonly swatch: (x: number, y: number) => SvgNode[];
}

export interface Legend {
  readonly height: number;
  /** The entries in rows, their left upper corner at x, y. */
  draw(x: number, y: number, colours: FigureColours): SvgNode[];
}

const ROW_HEIGHT = 20;
const SWATCH_GAP = 6;
const ENTRY_GAP = 18;

/** Lays entries out in rows no wider than `width` pixels. */
export function layOutLegend(
  entries: readonly LegendEntry[],
  width: number,
  { widthOf }: Typesetting,
): Legend {
  let row = 0;
  let offset = 0;
  const placed = entries.map((entry) => {
    const own = entry.swatchWidth + SWATCH_GAP + widthOf(plainLabel(entry.label), FONT.body);
    if (offset > 0 && offset + own > width) {
      row++;
      offset = 0;
    }
    const place = { entry, row, offset };
    offset += own + ENTRY_GAP;
    return place;
  });
  return {
    height: entries.length === 0 ? 0 : (row + 1) * ROW_HEIGHT,
    draw: (x, y, colours) =>
      placed.flatMap(({ entry, row, offset }) => {
        const middle = y + (row + 0.5) * ROW_HEIGHT;
        const at = { x: x + offset + entry.swatchWidth + SWATCH_GAP, y: middle + 4 };
        return [
          ...entry.swatch(x + offset, middle),
          label(plainLabel(entry.label), { ...at, size: FONT.body, fill: colours.text }),
        ];
      }),
  };
}
