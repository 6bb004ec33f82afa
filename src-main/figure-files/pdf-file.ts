import PDFDocument from 'pdfkit';
import type { Drawing } from '#shared/figures/drawing.ts';
import { MATH_SCALE } from '#shared/figures/label.ts';
import { LIGHT } from '#shared/figures/palette.ts';
import type { Attributes, SvgNode } from '#shared/figures/svg.ts';
import { UNITS_PER_EM } from './formula.ts';
import { labelOf, type PlacedLabel } from './placed-label.ts';
import type { Typesetter, Weight } from './typesetter.ts';

/** PDF's points to CSS' pixels. */
const POINTS = 0.75;

/**
 * A drawing as a PDF of one page of its size, with lines as lines. Text is text in the embedded face. Formulas are
 * outlines over the same words, which do not show but can be searched and copied.
 */
export async function pdfFile(
  { width, height, title, nodes }: Drawing,
  typesetter: Typesetter,
): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: [POINTS * width, POINTS * height],
    margin: 0,
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Creator: 'Contourist' },
  });
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve());
    document.on('error', reject);
  });
  for (const [weight, file] of Object.entries(typesetter.faces)) document.registerFont(weight, file);
  document.scale(POINTS);
  document.rect(0, 0, width, height).fill(LIGHT.ground);
  new Page(document, indexById(nodes), typesetter).draw(nodes, PLAIN);
  document.end();
  await ended;
  return Buffer.concat(parts);
}

type Document = PDFKit.PDFDocument;

/** Attributes that hold for what is inside of an element, too. */
const INHERITED = ['fill', 'stroke', 'stroke-width'] as const;

const PLAIN: Attributes = { fill: '#000000' };

/** The parts of SVG that drawings are made of, drawn on a page. */
class Page {
  readonly #document: Document;
  readonly #named: ReadonlyMap<string, SvgNode>;
  readonly #typesetter: Typesetter;

  constructor(document: Document, named: ReadonlyMap<string, SvgNode>, typesetter: Typesetter) {
    this.#document = document;
    this.#named = named;
    this.#typesetter = typesetter;
  }

  draw(nodes: readonly (SvgNode | string)[], inherited: Attributes): void {
    for (const node of nodes) if (typeof node !== 'string') this.#drawNode(node, inherited);
  }

  #drawNode(node: SvgNode, inherited: Attributes): void {
    const { name, attributes } = node;
    if (name === 'defs') return;
    if (name === 'text') {
      this.#drawLabel(labelOf(node, this.#typesetter));
      return;
    }
    const style = { ...inherited, ...withoutUndefined(attributes) };
    this.#inside(attributes, () => {
      if (name === 'g') this.draw(node.content, pick(style, INHERITED));
      else if (name === 'image') this.#drawImage(attributes);
      else this.#paint(node, style);
    });
  }

  /** Runs `draw` under an element's transformation and inside of its clip path. */
  #inside({ transform, 'clip-path': clip }: Attributes, draw: () => void): void {
    if (transform === undefined && clip === undefined) {
      draw();
      return;
    }
    this.#document.save();
    this.#transform(transform);
    const shape = clip === undefined ? undefined : this.#find(clip)?.content[0];
    if (shape !== undefined && typeof shape !== 'string') {
      this.#outline(shape);
      this.#document.clip(shape.attributes['clip-rule'] === 'evenodd' ? 'even-odd' : undefined);
    }
    draw();
    this.#document.restore();
  }

  #transform(list: string | number | undefined): void {
    for (const [, name, values = ''] of String(list ?? '').matchAll(/(\w+)\(([^)]*)\)/g)) {
      const [a = 0, b, x = 0, y = 0] = values.split(/[\s,]+/).map(Number);
      if (name === 'translate') this.#document.translate(a, b ?? 0);
      else if (name === 'scale') this.#document.scale(a, b ?? a);
      else if (name === 'rotate') this.#document.rotate(a, { origin: [b ?? 0, x] });
      else if (name === 'matrix') {
        const [, , , , e = 0, f = 0] = values.split(/[\s,]+/).map(Number);
        this.#document.transform(a, b ?? 0, x, y, e, f);
      }
    }
  }

  #find(reference: string | number): SvgNode | undefined {
    const [, id = ''] = /^url\(#([^)]*)\)$/.exec(String(reference)) ?? [];
    return this.#named.get(id);
  }

  /** Adds an element's shape to the page's path. */
  #outline({ name, attributes }: SvgNode): void {
    const read = (key: string): number => Number(attributes[key] ?? 0);
    if (name === 'rect') this.#document.rect(read('x'), read('y'), read('width'), read('height'));
    else if (name === 'circle') this.#document.circle(read('cx'), read('cy'), read('r'));
    else if (name === 'line') this.#document.moveTo(read('x1'), read('y1')).lineTo(read('x2'), read('y2'));
    else if (name === 'path') this.#document.path(String(attributes.d ?? ''));
    else throw new Error(`A drawing has an element ${name}, which no PDF of it has.`);
  }

  #paint(node: SvgNode, style: Attributes): void {
    const document = this.#document;
    const opacity = Number(style.opacity ?? 1);
    const isFilled = style.fill !== 'none' && Number(style['fill-opacity'] ?? 1) > 0;
    const isStroked = style.stroke !== undefined && style.stroke !== 'none';
    const source = isFilled ? this.#find(style.fill ?? '') : undefined;
    if (node.attributes.d === '' || (!isFilled && !isStroked)) return;
    document.save();
    document.fillOpacity(opacity * Number(style['fill-opacity'] ?? 1));
    document.strokeOpacity(opacity * Number(style['stroke-opacity'] ?? 1));
    if (isStroked) {
      document.strokeColor(colourOf(style.stroke)).lineWidth(Number(style['stroke-width'] ?? 1));
      if (style['stroke-dasharray'] !== undefined) this.#dash(numbersOf(style['stroke-dasharray']));
      if (style['stroke-linejoin'] === 'round') document.lineJoin('round');
    }
    const rule = style['fill-rule'] === 'evenodd' ? 'even-odd' : undefined;
    if (source?.name === 'pattern') {
      this.#repeat(source, node, rule);
      if (isStroked) this.#stroke(node);
    } else {
      if (isFilled)
        document.fillColor(source === undefined ? colourOf(style.fill) : this.#gradient(source, node));
      this.#outline(node);
      if (isFilled && isStroked) document.fillAndStroke(undefined, undefined, rule);
      else if (isFilled) document.fill(rule as never);
      else document.stroke();
    }
    document.restore();
  }

  /** Dashes and gaps in turn; pdfkit takes a list, which its types do not know. */
  #dash(lengths: readonly number[]): void {
    this.#document.dash(lengths as unknown as number, {});
  }

  #stroke(node: SvgNode): void {
    this.#outline(node);
    this.#document.stroke();
  }

  /** The ramp of a colour bar: from one end of the shape's box to the other. */
  #gradient({ attributes, content }: SvgNode, shape: SvgNode): PDFKit.Mixins.ColorValue {
    const { left, top, width, height } = boundsOf(shape);
    const [x1, y1, x2, y2] = ['x1', 'y1', 'x2', 'y2'].map((name) => Number(attributes[name] ?? 0)) as [
      number,
      number,
      number,
      number,
    ];
    const gradient = this.#document.linearGradient(
      left + x1 * width,
      top + y1 * height,
      left + x2 * width,
      top + y2 * height,
    );
    for (const stop of content) {
      if (typeof stop === 'string') continue;
      gradient.stop(Number(stop.attributes.offset), String(stop.attributes['stop-color']));
    }
    return gradient as unknown as PDFKit.Mixins.ColorValue;
  }

  /**
   * Fills a shape with the lines or dots of a pattern, drawn through the whole of it: viewers show seams between the tiles
   * of a PDF's own patterns.
   */
  #repeat({ attributes, content }: SvgNode, shape: SvgNode, rule: 'even-odd' | undefined): void {
    const document = this.#document;
    const [mark] = content;
    if (mark === undefined || typeof mark === 'string') return;
    const spacing = Number(attributes.width);
    const { left, top, width, height } = boundsOf(shape);
    document.save();
    this.#outline(shape);
    document.clip(rule);
    // The pattern's own axes, on which its marks stand at whole multiples of the spacing.
    this.#transform(attributes.patternTransform);
    const [, angle = '0'] = /rotate\(([^)]*)\)/.exec(String(attributes.patternTransform ?? '')) ?? [];
    const box = turned({ left, top, width, height }, (-Number(angle) * Math.PI) / 180);
    const first = (from: number): number => Math.floor(from / spacing) * spacing;
    document.strokeOpacity(opacityOfFill(shape));
    if (mark.name === 'line') {
      document
        .strokeColor(colourOf(mark.attributes.stroke))
        .lineWidth(Number(mark.attributes['stroke-width']));
      for (
        let x = first(box.left) + Number(mark.attributes.x1);
        x <= box.left + box.width + spacing;
        x += spacing
      ) {
        document.moveTo(x, box.top).lineTo(x, box.top + box.height);
      }
      document.stroke();
    } else {
      // Dots: dashes of no length with round ends.
      const radius = Number(mark.attributes.r);
      const [dx, dy] = [Number(mark.attributes.cx), Number(mark.attributes.cy)];
      document
        .strokeColor(colourOf(mark.attributes.fill))
        .lineWidth(2 * radius)
        .lineCap('round');
      this.#dash([0, spacing]);
      for (let y = first(box.top); y <= box.top + box.height; y += spacing) {
        document.moveTo(first(box.left) + dx, y + dy).lineTo(box.left + box.width, y + dy);
      }
      document.stroke();
    }
    document.restore();
  }

  #drawImage({ x = 0, y = 0, width = 0, height = 0, href = '' }: Attributes): void {
    const [, base64 = ''] = /^data:image\/png;base64,(.*)$/.exec(String(href)) ?? [];
    this.#document.image(Buffer.from(base64, 'base64'), Number(x), Number(y), {
      width: Number(width),
      height: Number(height),
    });
  }

  #drawLabel({ set, x, y, size, weight, fill, transform }: PlacedLabel): void {
    const document = this.#document;
    this.#inside({ transform }, () => {
      document.fillOpacity(1).fillColor(fill);
      for (const piece of set.pieces) {
        if (piece.kind === 'text') {
          this.#write(piece.text, x + piece.x, y, size, weight);
          continue;
        }
        const { nodes, text } = piece.formula;
        const scale = (size * MATH_SCALE) / UNITS_PER_EM;
        this.#inside({ transform: `translate(${x + piece.x},${y}) scale(${scale},${-scale})` }, () =>
          this.draw(nodes, { fill }),
        );
        this.#writeHidden(text, { x: x + piece.x, y, width: piece.width, size });
      }
    });
  }

  #write(text: string, x: number, y: number, size: number, weight: Weight, more: object = {}): void {
    this.#document.font(String(weight)).fontSize(size);
    this.#document.text(text, x, y, { lineBreak: false, baseline: 'alphabetic', ...more });
  }

  /** Words as wide as the formula over them, which do not show. */
  #writeHidden(
    text: string,
    { x, y, width, size }: { x: number; y: number; width: number; size: number },
  ): void {
    const document = this.#document;
    const natural = this.#typesetter.set(text, size, 400).width;
    document.save();
    document.addContent(`3 Tr ${((100 * width) / natural).toFixed(2)} Tz`);
    // Accents stay on the baseline: raised to their letters, they would be read as a line of their own.
    this.#write(text, x, y, size, 400, { features: { mark: false, mkmk: false } });
    document.restore();
  }
}

function indexById(
  nodes: readonly (SvgNode | string)[],
  named = new Map<string, SvgNode>(),
): Map<string, SvgNode> {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    if (node.attributes.id !== undefined) named.set(String(node.attributes.id), node);
    indexById(node.content, named);
  }
  return named;
}

interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Of a rectangle, or of a path whose commands are all absolute. */
function boundsOf({ name, attributes }: SvgNode): Bounds {
  if (name === 'rect') {
    const [left, top, width, height] = ['x', 'y', 'width', 'height'].map((key) =>
      Number(attributes[key] ?? 0),
    );
    return { left: left!, top: top!, width: width!, height: height! };
  }
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [, x, y] of String(attributes.d ?? '').matchAll(/(-?[\d.]+)[ ,](-?[\d.]+)/g)) {
    bounds.left = Math.min(bounds.left, Number(x));
    bounds.right = Math.max(bounds.right, Number(x));
    bounds.top = Math.min(bounds.top, Number(y));
    bounds.bottom = Math.max(bounds.bottom, Number(y));
  }
  const { left, top, right, bottom } = bounds;
  return { left, top, width: right - left, height: bottom - top };
}

/** The upright box around a box that is turned about the origin. */
function turned({ left, top, width, height }: Bounds, angle: number): Bounds {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const corners = [left, left + width].flatMap((x) =>
    [top, top + height].map((y) => ({ x: x * cos - y * sin, y: x * sin + y * cos })),
  );
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { left: x, top: y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

const opacityOfFill = ({ attributes }: SvgNode): number =>
  Number(attributes.opacity ?? 1) * Number(attributes['fill-opacity'] ?? 1);

const numbersOf = (list: string | number): number[] =>
  String(list)
    .split(/[\s,]+/)
    .map(Number);

/** pdfkit knows colours by name and as #rrggbb, and channels as a list. */
function colourOf(colour: string | number | undefined): PDFKit.Mixins.ColorValue {
  const [, channels] = /^rgb\(([^)]*)\)$/.exec(String(colour)) ?? [];
  if (channels === undefined) return String(colour ?? '#000000');
  return numbersOf(channels.replaceAll(' ', '')) as unknown as PDFKit.Mixins.ColorValue;
}

function pick(style: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(
    names.flatMap((name) => (style[name] === undefined ? [] : [[name, style[name]]])),
  );
}

const withoutUndefined = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
