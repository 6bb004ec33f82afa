/** The parts of jsroot that are used here; its own types are of its drawing alone. */
declare module 'jsroot/io' {
  export interface RootKey {
    readonly fClassName: string;
    readonly fName: string;
    readonly fCycle: number;
    /** Bytes of the object when it is unpacked. */
    readonly fObjlen: number;
  }
  export interface RootDirectory {
    readonly fKeys: readonly RootKey[];
  }
  export interface RootFile extends RootDirectory {
    readDirectory(name: string): Promise<RootDirectory>;
    readObject(name: string, cycle?: number): Promise<unknown>;
  }
  export function openFile(bytes: ArrayBuffer): Promise<RootFile>;
}

declare module 'jsroot/tree' {
  export class TSelector {
    readonly tgtobj: Readonly<Record<string, unknown>>;
    addBranch(name: string): void;
    Process(entry: number): void;
  }
  export function treeProcess(tree: unknown, selector: TSelector): Promise<unknown>;
}
