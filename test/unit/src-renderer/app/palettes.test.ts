import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readChartTokens } from '#renderer/charts/chart-tokens.ts';

// Whether the colours of a palette can be told apart by people with a deficiency of colour vision, and read by all.

const source = (name: string) =>
  readFileSync(new URL(`../../../../src-renderer/app/${name}.css`, import.meta.url), 'utf8');
const css = `${source('tokens')}\n${source('palettes')}`;

type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear sRGB. */
const VISION = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>;

function linear(hex: string): Vector {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const apply = (matrix: Matrix, [r, g, b]: Vector) =>
  matrix.map((row) => row[0] * r + row[1] * g + row[2] * b) as unknown as Vector;

/** Björn Ottosson's OKLab, in which equal distances look alike. */
function oklab(rgb: Vector): Vector {
  const [l, m, s] = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map(Math.cbrt) as unknown as Vector;
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [l, m, s],
  );
}

function distance(first: string, second: string, vision: Matrix): number {
  const [a, b] = [first, second].map((hex) => oklab(apply(vision, linear(hex)))) as [Vector, Vector];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** WCAG 2. */
function contrast(first: string, second: string): number {
  const [low, high] = [first, second]
    .map((hex) => linear(hex))
    .map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b)
    .sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const MEANT_FOR = [
  ['red-green-safe', 'protanopia'],
  ['red-green-safe', 'deuteranopia'],
  ['blue-yellow-safe', 'tritanopia'],
] as const;

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test.each(MEANT_FOR)('%s keeps series, states and fidelities apart in %s', (palette, deficiency) => {
    const tokens = readChartTokens(css, { theme, palette });
    const vision = VISION[deficiency];
    // 0.07 in OKLab is the distance of neighbouring hues of the same lightness in a wheel of 8: seen side by side.
    const series = [tokens.series1, tokens.series2, tokens.series3, tokens.series4];
    for (const [index, color] of series.entries()) {
      for (const other of series.slice(0, index))
        expect(distance(color, other, vision)).toBeGreaterThan(0.12);
    }
    const states = [tokens.ok, tokens.warn, tokens.bad];
    for (const [index, color] of states.entries()) {
      for (const other of states.slice(0, index))
        expect(distance(color, other, vision)).toBeGreaterThan(0.07);
    }
    expect(distance(tokens.proposed, tokens.test, vision)).toBeGreaterThan(0.07);
    expect(distance(tokens.high, tokens.low, vision)).toBeGreaterThan(0.2);
  });

  test.each(['standard', 'red-green-safe', 'blue-yellow-safe'])('%s can be read', (palette) => {
    const tokens = readChartTokens(css, { theme, palette });
    for (const color of [tokens.ok, tokens.warn, tokens.bad, tokens.caption, tokens.proposed, tokens.test]) {
      expect(contrast(color, tokens.ground)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(tokens.bad, tokens.badSoft)).toBeGreaterThanOrEqual(4.5);
    for (const color of [tokens.series1, tokens.series2, tokens.series3, tokens.series4, tokens.low]) {
      expect(contrast(color, tokens.ground), 'graphics need 3 : 1').toBeGreaterThanOrEqual(3);
    }
  });
});
