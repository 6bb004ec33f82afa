/// <reference path="./jsroot.d.ts" />
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { Expansion } from '../containers/expansion.ts';
import type { FileBytes, Format, FormatContent, FormatContour } from '../format.ts';
import type { Table } from '../table.ts';
import { quietly } from './quiet-jsroot.ts';
import { contourOfGraph, type Graph, type Histogram, tablesOfHistograms } from './root-objects.ts';
import { tableOfTree } from './tree-table.ts';

/** Directories in each other, and objects of a file. */
const DEEPEST = 8;
const MOST_OBJECTS = 2000;

/**
 * ROOT files: two-dimensional histograms of limits, trees of numbers (combine's `limit` among them), graphs as contours.
 * Read by jsroot, which CERN maintains.
 */
export const rootFormat: Format = {
  id: 'root',
  name: 'ROOT',
  description:
    'TH2 of upper limits, trees of numbers such as the limit tree of combine, and TGraph as contours.',
  extensions: ['.root'],
  detect(_name, head) {
    const isRoot = head[0] === 0x72 && head[1] === 0x6f && head[2] === 0x6f && head[3] === 0x74;
    return isRoot
      ? { confidence: 1, reason: 'it starts with root' }
      : { confidence: 0, reason: 'it does not start with root' };
  },
  async read(file, { expansion }): Promise<FormatContent> {
    try {
      return await quietly(() => readObjects(file, expansion));
    } catch (cause) {
      if (cause instanceof ContouristError) throw cause;
      // Whatever the library stumbles over: a file that was cut, or is none.
      throw new ContouristError('root.damaged', `${file.name} cannot be read as a ROOT file.`, {
        position: { file: file.name },
        hint: 'It is incomplete or damaged, or of a version that jsroot does not know: copy it again.',
        cause,
      });
    }
  },
  describe: () => '',
};

interface Key {
  readonly className: string;
  readonly path: string;
  readonly cycle: number;
  readonly bytes: number;
}

async function readObjects({ name, bytes }: FileBytes, expansion: Expansion): Promise<FormatContent> {
  const { openFile } = await import('jsroot/io');
  // A copy: the bytes may be a part of a larger buffer (and `slice` of a Buffer of Node copies nothing).
  const root = await openFile(new Uint8Array(bytes).buffer);
  if (!root) throw new Error('no file');
  const keys = await keysOf(root, name);
  const histograms: Histogram[] = [];
  const contours: FormatContour[] = [];
  const trees: Table[] = [];
  const other = new Map<string, number>();
  for (const { className, path, cycle, bytes: size } of keys) {
    const isRead = /^TH2[CSIFD]$|^TGraph(|Errors|AsymmErrors)$|^TTree$/.test(className);
    if (!isRead) {
      if (className !== 'TList') other.set(className, (other.get(className) ?? 0) + 1);
      continue;
    }
    expansion.take(size);
    const object = await root.readObject(path, cycle);
    if (className.startsWith('TH2')) histograms.push({ ...(object as Histogram), path });
    else if (className === 'TTree') trees.push(await tableOfTree(object, path, name, expansion));
    else contours.push(...contourOfGraph(object as Graph, path));
  }
  const tables = [...tablesOfHistograms(histograms, name), ...trees.filter(({ rows }) => rows.length > 0)];
  if (tables.length === 0 && contours.length === 0) throw nothing(name, other);
  const left = [...other].map(([className, count]) => `${count} ${className}`);
  return {
    tables: tables.length === 1 ? tables.map((table) => ({ ...table, name: null })) : tables,
    contours,
    warnings: left.length === 0 ? [] : [`Not read: ${left.join(', ')}.`],
  };
}

type Root = Awaited<ReturnType<typeof import('jsroot/io').openFile>>;

/** All objects with their paths, of several cycles the last. */
async function keysOf(root: Root, fileName: string): Promise<Key[]> {
  const latest = new Map<string, Key>();
  const visit = async (directory: Pick<Root, 'fKeys'>, path: string, depth: number): Promise<void> => {
    for (const { fClassName, fName, fCycle, fObjlen } of directory.fKeys) {
      const own = path === '' ? fName : `${path}/${fName}`;
      if (/^TDirectory/.test(fClassName)) {
        if (depth < DEEPEST) await visit(await root.readDirectory(own), own, depth + 1);
        continue;
      }
      const known = latest.get(own);
      if (known !== undefined && known.cycle >= fCycle) continue;
      latest.set(own, { className: fClassName, path: own, cycle: fCycle, bytes: fObjlen });
      if (latest.size > MOST_OBJECTS) {
        throw new ContouristError('root.too_many', `${fileName} has more than ${MOST_OBJECTS} objects.`, {
          position: { file: fileName },
          hint: 'Write the limits into a file of their own.',
        });
      }
    }
  };
  await visit(root, '', 0);
  return [...latest.values()];
}

function nothing(fileName: string, other: ReadonlyMap<string, number>): ContouristError {
  const found = [...other].map(([className, count]) => `${count} ${className}`).join(', ');
  return new ContouristError('root.no_limits', `${fileName} has no TH2, TGraph or TTree.`, {
    position: { file: fileName },
    hint:
      found === ''
        ? 'It is empty.'
        : `It has ${found}, which are not read: write the limits as TH2, TTree or CSV.`,
  });
}
