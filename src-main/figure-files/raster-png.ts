// A PNG of indexed colours (ISO/IEC 15948).
import { crc32, deflateSync } from 'node:zlib';
import { type FieldRaster, NO_COLOUR } from '#shared/figures/field-raster.ts';

/** A raster as a `data:` address of a PNG. @param colours three bytes for each index below 255 */
export function rasterAddress(raster: FieldRaster, colours: Uint8Array): string {
  return `data:image/png;base64,${rasterPng(raster, colours).toString('base64')}`;
}

function rasterPng({ width, height, indices }: FieldRaster, colours: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits, indexed colour, deflate, no interlace
  const palette = Buffer.alloc(256 * 3);
  palette.set(colours);
  const alpha = Buffer.alloc(256, 255);
  alpha[NO_COLOUR] = 0;
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++) {
    // Each index less the one to its left: a field is smooth, and its differences compress to a fraction.
    const from = row * (width + 1);
    rows[from] = 1;
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      rows[from + 1 + column] = indices[at]! - (column > 0 ? indices[at - 1]! : 0);
    }
  }
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('tRNS', alpha),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}
