import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { figureFile } from '#main/figure-files/figure-file.ts';
import type { Figure, FigureFormat } from '#shared/contract/slices/figure.ts';
import { figurePoints, syntheticSlice, viewOfSlice } from '../../src-shared/figures/synthetic-slice.ts';
import { readPdfText } from './read-pdf-text.ts';

/** Everything that labels of the field ask for: accents, stacked scripts, primes, roots, Greek, units with powers. */
function demandingFigure(): Figure {
  const slice = syntheticSlice();
  const view = viewOfSlice({
    ...slice,
    x: { ...slice.x, label: '\\tilde\\chi^0_2', unit: 'GeV' },
    y: { ...slice.y, label: "m_{Z'}", unit: 'GeV' },
    held: [
      { name: 's', label: '\\sqrt{s}', unit: 'TeV', value: 13, because: 'given' },
      { name: 'l', label: '\\mathcal{L}', unit: 'fb⁻¹', value: 139, because: 'given' },
      { name: 'mu', label: '\\mu', value: 0.00012, because: 'mid_range' },
    ],
  });
  return { kind: 'slice', title: 'Dark Higgs, $h \\to b\\bar b$ + MET', view, points: figurePoints(slice) };
}

const written = async (format: FigureFormat): Promise<Buffer> =>
  Buffer.from(await figureFile(demandingFigure(), format));

/** Each must come out in every format, spaces and all. */
const WORDS = [
  'Dark Higgs, h → bb\u0304 + MET',
  '√s = 13\u00a0TeV',
  'L = 139\u00a0fb⁻¹',
  'μ = 1.2 × 10⁻⁴ (mid-range)',
  'χ\u0303⁰₂ [GeV]',
  'm_{Z′} [GeV]',
  'p_{excl}',
  'Observed ±1σ theory',
  '2\u202f000',
];

describe('figureFile', () => {
  let svg: string;
  let pdf: Buffer;
  let png: Buffer;
  beforeAll(async () => {
    [svg, pdf, png] = [(await written('svg')).toString('utf8'), await written('pdf'), await written('png')];
  });

  it('names the texts of an SVG, and draws them as outlines', () => {
    const named = [...svg.matchAll(/aria-label="([^"]*)"/g)].map(([, text]) => text).join('\n');
    for (const words of WORDS) expect(named).toContain(words);
    // Nothing is left to the fonts of whoever opens it, and nothing is fetched.
    expect(svg).not.toMatch(/<text|font-family|<style|<script|foreignObject/);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href="(?!data:)/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(svg).toContain(`id="${id}"`);
  });

  it('stacks scripts, and puts the accent over its letter', () => {
    const [, label = ''] = /aria-label="χ\u0303⁰₂ \[GeV\]"(.*?)aria-label="/s.exec(svg) ?? [];
    // MathJax shifts superscript and subscript of one base by the same amount along the line, to either side of it.
    const shifts = [...label.matchAll(/translate\(([-\d.]+),([-\d.]+)\) scale\(0\.707/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(shifts).toHaveLength(2);
    expect(shifts[0]![0]).toBe(shifts[1]![0]);
    expect(shifts[0]![1]! * shifts[1]![1]!).toBeLessThan(0);
  });

  it('has in a PDF the same texts in embedded fonts', async () => {
    const text = await readPdfText(pdf);
    // The reader makes plain spaces of thin and of fixed ones.
    for (const words of WORDS) expect(text).toContain(words.replace(/[\u00a0\u202f]/g, ' '));
    const plain = pdf.toString('latin1');
    expect(plain).toMatch(/\/BaseFont \/[A-Z]{6}\+Inter/);
    expect(plain).toContain('/FontFile2');
    expect(plain).not.toMatch(/\/BaseFont \/(Helvetica|Times|Courier)/);
  });

  it('is in a PNG twice as large, with ink wherever the SVG has a label', () => {
    const { width, height, at } = readPng(png);
    const [, w, h] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect([width, height]).toEqual([2 * Number(w), 2 * Number(h)]);
    // Above the plot there is nothing but title, held parameters and legend, on white.
    const top = Number(/translate\(0 (\d+)\)/.exec(svg)?.[1]);
    const isDark = (x: number, y: number): boolean => at(x, y).some((channel) => channel < 160);
    const rows = Array.from({ length: 2 * top - 4 }, (_, y) => {
      return Array.from({ length: width }, (_, x) => isDark(x, y)).filter(Boolean).length;
    });
    // Text has ink in 8 to 25 % of the pixels of its line's height; the title is the highest of them.
    const title = rows.slice(2 * 16, 2 * 34).reduce((sum, count) => sum + count, 0);
    expect(title / (2 * 18 * 2 * 230)).toBeGreaterThan(0.08);
    expect(title / (2 * 18 * 2 * 230)).toBeLessThan(0.3);
  });

  it('writes any text that users write, and no markup of it', async () => {
    const slice = syntheticSlice();
    const view = viewOfSlice({ ...slice, x: { ...slice.x, label: '\\foo{<b>&"\u0007' } });
    const title = '</svg><script>alert("1")</script> & co, 中文';
    const file = Buffer.from(await figureFile({ kind: 'slice', title, view }, 'svg')).toString('utf8');
    expect(file).not.toContain('<script>');
    expect(file).not.toContain('\u0007');
    expect(isWellFormed(file)).toBe(true);
    // What is no TeX stands as it was written.
    expect(file).toContain('aria-label="\\foo{&lt;b&gt;&amp;&quot; [GeV]"');
    await expect(figureFile({ kind: 'slice', title, view }, 'pdf')).resolves.toBeDefined();
  });

  it('sets the texts of a chart that is laid out elsewhere', async () => {
    const chart: Figure = {
      kind: 'drawing',
      title: 'Pulls',
      width: 300,
      height: 200,
      nodes: [
        { name: 'path', attributes: { d: 'M10 10L290 190', stroke: '#5070dd', fill: 'none' }, content: [] },
        {
          name: 'text',
          attributes: { x: 0, y: 4, 'font-size': 12, fill: '#4d5661', transform: 'translate(150 100)' },
          content: ['pull $(y - \\hat y)/\\sigma$'],
        },
      ],
    };
    const drawn = Buffer.from(await figureFile(chart, 'svg')).toString('utf8');
    expect(drawn).toContain('aria-label="pull (y − ŷ)/σ"');
    expect(await readPdfText(await figureFile(chart, 'pdf'))).toContain('pull (y − ŷ)/σ');
  });
});

/** Every opened element is closed, in order. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, closing, name, selfClosing] of svg.matchAll(/<(\/?)([a-zA-Z]+)[^<>]*?(\/?)>/g)) {
    if (closing) {
      if (open.pop() !== name) return false;
    } else if (!selfClosing) open.push(name ?? '');
  }
  return open.length === 0;
}

/** The pixels of an RGBA PNG of 8 bits (ISO/IEC 15948), filters undone. */
function readPng(png: Buffer) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  expect([...png.subarray(24, 26)]).toEqual([8, 6]);
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const rows = inflateSync(Buffer.concat(parts));
  const stride = 4 * width;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)]!;
    for (let i = 0; i < stride; i++) {
      const left = i < 4 ? 0 : pixels[y * stride + i - 4]!;
      const up = y === 0 ? 0 : pixels[(y - 1) * stride + i]!;
      const corner = i < 4 || y === 0 ? 0 : pixels[(y - 1) * stride + i - 4]!;
      const guess =
        filter === 1
          ? left
          : filter === 2
            ? up
            : filter === 3
              ? (left + up) >> 1
              : filter === 4
                ? paeth(left, up, corner)
                : 0;
      pixels[y * stride + i] = rows[y * (stride + 1) + 1 + i]! + guess;
    }
  }
  const at = (x: number, y: number): number[] => [
    ...pixels.subarray(y * stride + 4 * x, y * stride + 4 * x + 3),
  ];
  return { width, height, at };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const a = Math.abs(guess - left);
  const b = Math.abs(guess - up);
  const c = Math.abs(guess - corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
