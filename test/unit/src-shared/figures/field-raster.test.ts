import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { NO_COLOUR, rampColours, rasteriseField } from '#shared/figures/field-raster.ts';
import { LIGHT } from '#shared/figures/palette.ts';
import { rasterDataUrl } from '#shared/figures/raster-png.ts';
import { normalCdf } from '#shared/numerics/normal-distribution.ts';

/** ln μ from −2 at the left to 2 at the right, with σ = 0.5. */
const view = {
  x: { name: 'a', scale: 'linear' as const, values: [0, 1, 2] },
  y: { name: 'b', scale: 'linear' as const, values: [0, 1] },
  of: 'exp' as const,
  quantities: { exp: { mean: [-2, 0, 2, -2, 0, 2], lines: [] } },
  sd: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
};

describe('rasteriseField', () => {
  it('computes the probability from the interpolated mean, not between probabilities', () => {
    const { indices, width } = rasteriseField(view, 'pexcl', 80, 2);
    expect(width).toBe(80);
    for (const column of [0, 30, 39, 40, 60, 79]) {
      const mean = -2 + (4 * (column + 0.5)) / 80;
      // The table has steps of 0.012 in z: 0.0024 in p at most to the nearest, 0.6 of 254 colours, and rounding.
      expect(Math.abs(indices[column]! - 254 * normalCdf(-mean / 0.5))).toBeLessThan(1.2);
    }
  });

  it('leaves out what has no value far and wide', () => {
    const nothing = { ...view, quantities: { exp: { mean: view.sd.map(() => null), lines: [] } } };
    expect(new Set(rasteriseField(nothing, 'pexcl', 4, 4).indices)).toEqual(new Set([NO_COLOUR]));
  });
});

describe('rasterDataUrl', () => {
  it('is a PNG whose chunks and pixels are whole', () => {
    const raster = rasteriseField(view, 'pexcl', 400, 300);
    const bytes = Buffer.from(
      rasterDataUrl(raster, rampColours(LIGHT.fields.pexcl)).replace(/^.*,/, ''),
      'base64',
    );
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    const chunks = new Map<string, Buffer>();
    for (let at = 8; at < bytes.length; ) {
      const length = bytes.readUInt32BE(at);
      chunks.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
      at += length + 12;
    }
    expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
    expect([chunks.get('IHDR')?.readUInt32BE(0), chunks.get('IHDR')?.readUInt32BE(4)]).toEqual([400, 300]);
    // zlib checks the stream's own sum.
    const rows = inflateSync(chunks.get('IDAT')!);
    expect(rows).toHaveLength(401 * 300);
    expect(Buffer.from(raster.indices.subarray(0, 400)).equals(rows.subarray(1, 401))).toBe(true);
    expect([...chunks.get('PLTE')!.subarray(0, 3)]).toEqual([0xfc, 0xfd, 0xfd]);
  });
});
