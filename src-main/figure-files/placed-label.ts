import type { SvgNode } from '#shared/figures/svg.ts';
import type { SetLabel, Typesetter, Weight } from './typesetter.ts';

/** A label of a drawing that is set, and where its baseline starts. */
export interface PlacedLabel {
  readonly set: SetLabel;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: Weight;
  readonly fill: string;
  readonly transform: string | undefined;
}

const BEFORE: Readonly<Record<string, number>> = { start: 0, middle: 0.5, end: 1 };

/** Sets a `text` of a drawing. */
export function labelOf({ attributes, content }: SvgNode, typesetter: Typesetter): PlacedLabel {
  const { x = 0, y = 0, fill, transform } = attributes;
  const size = Number(attributes['font-size']);
  const weight = attributes['font-weight'] === 600 ? 600 : 400;
  const set = typesetter.set(content.join(''), size, weight);
  return {
    set,
    x: Number(x) - set.width * (BEFORE[String(attributes['text-anchor'] ?? 'start')] ?? 0),
    y: Number(y),
    size,
    weight,
    fill: String(fill ?? '#000000'),
    transform: transform === undefined ? undefined : String(transform),
  };
}
