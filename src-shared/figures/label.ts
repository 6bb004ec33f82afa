import { element, type SvgNode } from './svg.ts';

/** A text's place and look, in pixels. */
export interface LabelStyle {
  /** Where its baseline starts, has its middle or ends, by the anchor. */
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size: number;
  readonly fill: string;
  readonly weight?: 400 | 600;
  /** Reads upwards, turned about its place. */
  readonly isUpright?: boolean;
}

/** Formulas are set a little larger than the text around them, so that their letters look as large. */
export const MATH_SCALE = 1.1;

/**
 * A text of a figure, as an element `text` with its one string for content. Formulas stand between dollar signs. Windows
 * set them with KaTeX, files as outlines.
 */
export function label(text: string, style: LabelStyle): SvgNode {
  const { x, y, anchor = 'start', size, fill, weight = 400, isUpright = false } = style;
  return element(
    'text',
    {
      x,
      y,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'font-size': size,
      'font-weight': weight === 400 ? undefined : weight,
      fill,
      transform: isUpright ? `rotate(-90 ${x} ${y})` : undefined,
    },
    text,
  );
}

/** Text as it stands in a label: a dollar sign of its own begins no formula. */
export const plainLabel = (text: string): string => text.replaceAll('$', '\\$');

/** A parameter's name in a label: its TeX where the campaign gives one, else its plain name. */
export function parameterLabel({
  name,
  label: tex,
}: {
  readonly name: string;
  readonly label?: string | undefined;
}): string {
  const formula = tex?.replaceAll('$', '').trim() ?? '';
  return formula === '' ? plainLabel(name) : `$${formula}$`;
}

/** How texts come out where a figure is drawn for a file. */
export interface Typesetting {
  /** The width of a text with formulas, in pixels. */
  widthOf(text: string, size: number, weight?: 400 | 600): number;
}
