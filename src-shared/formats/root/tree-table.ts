/// <reference path="./jsroot.d.ts" />
import type { Cell } from '../cell.ts';
import type { Expansion } from '../containers/expansion.ts';
import type { Table } from '../table.ts';
import { tableOfValues, type ValueRecord } from '../value-table.ts';

/** The parts of a TTree that are looked at. */
interface Tree {
  readonly fEntries: number;
  readonly fBranches: {
    readonly arr: readonly {
      readonly fName: string;
      readonly fTotBytes?: number;
      readonly fLeaves: { readonly arr: readonly { readonly _typename: string; readonly fLen: number }[] };
    }[];
  };
}

/** Leaves that hold one number. */
const NUMBERS = /^TLeaf[BSILFDGO]$/;
/** Digits that a float32 has. */
const SINGLE_DIGITS = 7;

/** The branches of a tree that hold one number an entry, as a table. */
export async function tableOfTree(
  object: unknown,
  path: string,
  fileName: string,
  expansion: Expansion,
): Promise<Table> {
  const tree = object as Tree;
  const branches = tree.fBranches.arr.flatMap(({ fName, fTotBytes = 0, fLeaves: { arr } }) => {
    const [leaf, ...further] = arr;
    if (leaf === undefined || further.length > 0 || leaf.fLen !== 1 || !NUMBERS.test(leaf._typename))
      return [];
    expansion.take(fTotBytes);
    return [{ name: fName, isSingle: leaf._typename === 'TLeafF' }];
  });
  const { TSelector, treeProcess } = await import('jsroot/tree');
  const records: ValueRecord[] = [];
  class Reader extends TSelector {
    constructor() {
      super();
      for (const { name } of branches) this.addBranch(name);
    }
    override Process(entry: number): void {
      const cells = branches.map(({ name, isSingle }) => cellOf(this.tgtobj[name], isSingle));
      records.push({ line: entry + 1, path: `entry ${entry}`, cells });
    }
  }
  if (branches.length > 0 && tree.fEntries > 0) await treeProcess(tree, new Reader());
  const columns = branches.map(({ name }) => name);
  return tableOfValues({ fileName, name: path, kind: 'root', columns, records });
}

function cellOf(value: unknown, isSingle: boolean): Cell {
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  if (typeof value !== 'number') return '';
  return isSingle && Number.isFinite(value) ? Number(value.toPrecision(SINGLE_DIGITS)) : value;
}
