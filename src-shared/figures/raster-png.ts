// A PNG of indexed colours (ISO/IEC 15948) without a canvas or zlib, so that the command line and the window write the
// same file. The pixels are stored, not compressed: deflate allows that (RFC 1951, 3.2.4).
import { type FieldRaster, NO_COLOUR } from './field-raster.ts';

/** A raster as a `data:` address of a PNG. @param colours three bytes for each index below 255 */
export function rasterDataUrl(raster: FieldRaster, colours: Uint8Array): string {
  return `data:image/png;base64,${base64(rasterPng(raster, colours))}`;
}

function rasterPng({ width, height, indices }: FieldRaster, colours: Uint8Array): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits, indexed colour, deflate, no interlace
  const palette = new Uint8Array(256 * 3);
  palette.set(colours);
  const alpha = new Uint8Array(256).fill(255);
  alpha[NO_COLOUR] = 0;
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0; row < height; row++) {
    rows.set(indices.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  return concatenate([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('tRNS', alpha),
    chunk('IDAT', stored(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** A zlib stream of stored blocks (RFC 1950). */
function stored(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  const MOST = 0xffff;
  for (let from = 0; from < data.length; from += MOST) {
    const block = data.subarray(from, from + MOST);
    const isLast = from + MOST >= data.length;
    const { length } = block;
    parts.push(
      Uint8Array.of(isLast ? 1 : 0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255),
      block,
    );
  }
  const checksum = new Uint8Array(4);
  new DataView(checksum.buffer).setUint32(0, adler32(data));
  return concatenate([...parts, checksum]);
}

function adler32(data: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = CRC_TABLE[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = concatenate([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);
  const framed = new Uint8Array(named.length + 8);
  const view = new DataView(framed.buffer);
  view.setUint32(0, data.length);
  framed.set(named, 4);
  view.setUint32(named.length + 4, crc32(named));
  return framed;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const part of parts) {
    all.set(part, from);
    from += part.length;
  }
  return all;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3);
    const left = bytes.length - index;
    parts.push(
      LETTERS[a >> 2]!,
      LETTERS[((a & 3) << 4) | (b >> 4)]!,
      left > 1 ? LETTERS[((b & 15) << 2) | (c >> 6)]! : '=',
      left > 2 ? LETTERS[c & 63]! : '=',
    );
  }
  return parts.join('');
}
