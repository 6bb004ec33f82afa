/**
 * What an engine must be able to do with matrix blocks so that the algorithms of this folder run on it. Blocks live
 * where the engine computes; only `upload`, `download` and `columnNorms` cross that border.
 */
export interface BlockAlgebra<Block> {
  /** Rows of a diagonal block: the unit of the work, small enough that every native call stays far below a second. */
  readonly blockSize: number;

  /** rows × columns numbers, row-major; they must stay as they are while the block is in use. */
  upload(data: Float64Array, rows: number, columns: number): Block;

  /** The block's numbers, row-major. */
  download(block: Block): Float64Array;

  /** Rows [from, to) of a block; to be freed like any other. */
  rows(block: Block, from: number, to: number): Block;

  /** Blocks of equally many columns, one below the other; frees them. */
  stack(blocks: readonly Block[]): Block;

  /** op(A)·op(B), op being the transpose where asked. */
  multiply(a: Block, b: Block, transpose?: { readonly a?: boolean; readonly b?: boolean }): Promise<Block>;

  /** C + sign·A·op(B); frees C. */
  addProduct(
    c: Block,
    sign: 1 | -1,
    a: Block,
    b: Block,
    transpose?: { readonly b?: boolean },
  ): Promise<Block>;

  /** −A; frees A. */
  negate(a: Block): Block;

  /**
   * A = L·Lᵀ for one diagonal block; frees A.
   *
   * @throws NotPositiveDefiniteError with the row within the block
   */
  factorise(a: Block, size: number): Promise<DiagonalFactor<Block>>;

  /** Σ_i A_ij² of every column j. */
  columnNorms(a: Block): Float64Array;

  free(...blocks: Block[]): void;
}

/** One diagonal block A = L·Lᵀ. */
export interface DiagonalFactor<Block> {
  readonly lower: Block;
  /** L⁻¹. */
  readonly inverse: Block;
  /** ln det A. */
  readonly logDeterminant: number;
}
