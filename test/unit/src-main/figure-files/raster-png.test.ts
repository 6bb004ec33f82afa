import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rasterAddress } from '#main/figure-files/raster-png.ts';
import { rampColours } from '#shared/figures/field-raster.ts';
import { LIGHT } from '#shared/figures/palette.ts';

describe('rasterAddress', () => {
  it('is a PNG whose chunks and pixels are whole', () => {
    const indices = Uint8Array.from({ length: 400 * 300 }, (_, pixel) => (pixel * 7) % 256);
    const raster = { width: 400, height: 300, indices };
    const bytes = Buffer.from(
      rasterAddress(raster, rampColours(LIGHT.fields.pexcl)).replace(/^.*,/, ''),
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
    // zlib checks the stream's own sum; each row is its filter and the differences of neighbours.
    const rows = inflateSync(chunks.get('IDAT')!);
    expect(rows).toHaveLength(401 * 300);
    let index = 0;
    const first = [...rows.subarray(1, 401)].map((difference) => {
      index = (index + difference) % 256;
      return index;
    });
    expect(first).toEqual([...indices.subarray(0, 400)]);
    expect([...chunks.get('PLTE')!.subarray(0, 3)]).toEqual([0xfc, 0xfd, 0xfd]);
  });
});
