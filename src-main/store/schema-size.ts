import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** A campaign has some fifty tables, indexes and triggers, and 30 kB of SQL. */
const MOST_OBJECTS = 250;
const MOST_SCHEMA_BYTES = 512 * 1024;
const MOST_PAGES = 500;

/** Gives a page of a database, from 1 on; null beyond its end. */
type ReadPage = (page: number) => Buffer | null;

/**
 * Refuses a file with a schema far larger than that of any campaign, before SQLite opens it: SQLite parses the whole
 * schema with the first statement, for minutes where a file was made for that, and cannot be stopped. What is read here
 * is bounded whatever the file holds. A file that is not as a database should be passes: SQLite says what is wrong.
 *
 * @throws ContouristError `campaign.foreign_schema`
 * @see https://www.sqlite.org/fileformat2.html#b_tree_pages
 */
export function refuseHugeSchema(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    const header = Buffer.alloc(100);
    readSync(descriptor, header, 0, 100, 0);
    const pageSize = pageSizeOf(header);
    if (pageSize === null) return;
    const { size } = fstatSync(descriptor);
    const readPage: ReadPage = (page) => {
      const start = (page - 1) * pageSize;
      if (page < 1 || start + pageSize > size) return null;
      const content = Buffer.alloc(pageSize);
      readSync(descriptor, content, 0, pageSize, start);
      return content;
    };
    if (!isSchemaSmall(readPage)) throw hugeSchema(path);
  } finally {
    closeSync(descriptor);
  }
}

function hugeSchema(path: string): ContouristError {
  return new ContouristError(
    'campaign.foreign_schema',
    `${path} was changed by another program: its schema is far larger than that of a campaign.`,
    { hint: 'Open a copy from before that change; nothing in this file was run.' },
  );
}

function pageSizeOf(header: Buffer): number | null {
  // 1 stands for 65536, which has no room in two bytes.
  const size = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  return size >= 512 && (size & (size - 1)) === 0 ? size : null;
}

/** Walks the b-tree of sqlite_schema, which begins on page 1, and adds up the sizes of its rows. */
export function isSchemaSmall(readPage: ReadPage): boolean {
  let [objects, bytes, pages] = [0, 0, 0];
  const waiting = [1];
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    pages += 1;
    const content = readPage(page);
    if (content === null) continue;
    const { children, rowBytes } = readNode(content, page === 1 ? 100 : 0);
    waiting.push(...children);
    objects += rowBytes.length;
    bytes += rowBytes.reduce((sum, size) => sum + size, 0);
    if (objects > MOST_OBJECTS || bytes > MOST_SCHEMA_BYTES || pages + waiting.length > MOST_PAGES)
      return false;
  }
  return true;
}

const LEAF = 13;
const INTERIOR = 5;

/** The pages below a node of a table's b-tree, or the sizes of its rows with what lies on overflow pages. */
function readNode(
  content: Buffer,
  start: number,
): { readonly children: readonly number[]; readonly rowBytes: readonly number[] } {
  const kind = content[start];
  if (kind !== LEAF && kind !== INTERIOR) return { children: [], rowBytes: [] };
  const pointers = start + (kind === LEAF ? 8 : 12);
  const count = Math.min(content.readUInt16BE(start + 3), Math.floor((content.length - pointers) / 2));
  const cells = Array.from({ length: count }, (_, cell) => content.readUInt16BE(pointers + 2 * cell));
  if (kind === LEAF) return { children: [], rowBytes: cells.map((cell) => readVarint(content, cell)) };
  const inside = cells.filter((cell) => cell + 4 <= content.length);
  return {
    children: [...inside.map((cell) => content.readUInt32BE(cell)), content.readUInt32BE(start + 8)],
    rowBytes: [],
  };
}

/** A number of up to nine bytes, seven bits a byte; the ninth has eight. Exact below 2^53, which is enough here. */
function readVarint(content: Buffer, start: number): number {
  let value = 0;
  for (let i = 0; i < 9; i += 1) {
    const byte = content[start + i] ?? 0;
    if (i === 8) return value * 256 + byte;
    value = value * 128 + (byte & 127);
    if (byte < 128) break;
  }
  return value;
}
