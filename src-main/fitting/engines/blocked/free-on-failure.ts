import type { BlockAlgebra } from './block-algebra.ts';

/** A block algebra that knows which blocks are in use. */
export interface TrackedAlgebra<Block> extends BlockAlgebra<Block> {
  /** Takes over a block that was made elsewhere. */
  own(block: Block): Block;
}

/**
 * Runs work that frees its own blocks in the end, and frees them for it where it fails half-way: a cancellation or a
 * singular matrix can come between any two operations.
 */
export async function freeOnFailure<Block, Result>(
  algebra: BlockAlgebra<Block>,
  work: (tracked: TrackedAlgebra<Block>) => Promise<Result>,
): Promise<Result> {
  const held = new Set<Block>();
  const own = (block: Block) => {
    held.add(block);
    return block;
  };
  const drop = (...blocks: readonly Block[]) => {
    for (const block of blocks) held.delete(block);
  };
  const tracked: TrackedAlgebra<Block> = {
    blockSize: algebra.blockSize,
    own,
    upload: (...args) => own(algebra.upload(...args)),
    download: (block) => algebra.download(block),
    rows: (...args) => own(algebra.rows(...args)),
    stack(blocks) {
      const stacked = algebra.stack(blocks);
      drop(...blocks);
      return own(stacked);
    },
    multiply: async (...args) => own(await algebra.multiply(...args)),
    async addProduct(c, ...rest) {
      const sum = await algebra.addProduct(c, ...rest);
      drop(c);
      return own(sum);
    },
    negate(a) {
      const negative = algebra.negate(a);
      drop(a);
      return own(negative);
    },
    async factorise(a, size) {
      drop(a);
      const factor = await algebra.factorise(a, size);
      own(factor.lower);
      own(factor.inverse);
      return factor;
    },
    columnNorms: (a) => algebra.columnNorms(a),
    free(...blocks) {
      drop(...blocks);
      algebra.free(...blocks);
    },
  };
  try {
    return await work(tracked);
  } catch (error) {
    algebra.free(...held);
    throw error;
  }
}
