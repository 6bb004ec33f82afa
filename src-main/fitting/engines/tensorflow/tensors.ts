import type { Attribute, TensorflowBinding } from './binding.ts';

/** A float64 tensor, by its number in the binding. It lives until it is freed: nothing collects it. */
export type Tensor = number;

/** TensorFlow's DT_DOUBLE, for which the binding has no name. */
const DOUBLE = 2;

/**
 * The TensorFlow operations that the engine uses, on float64 tensors. What `tidy` runs frees every tensor that was made
 * inside but the one it returns, as in TensorFlow.js.
 */
export class Tensors {
  readonly #binding: TensorflowBinding;
  readonly #double: Attribute;
  #scope: Set<Tensor> | null = null;

  constructor(binding: TensorflowBinding) {
    this.#binding = binding;
    this.#double = this.#type('T', DOUBLE);
  }

  /**
   * Float64 numbers as a tensor. The binding takes float32 at most, so the bits go in as pairs of those. On a CPU the
   * tensor may share the array's memory: it must stay as it is.
   */
  fromArray(data: Float64Array, shape: readonly number[]): Tensor {
    const halves = new Float32Array(data.buffer, data.byteOffset, 2 * data.length);
    const raw = this.#binding.createTensor([...shape, 2], this.#binding.TF_FLOAT, halves);
    const tensor = this.#run(
      'Bitcast',
      [this.#type('T', this.#binding.TF_FLOAT), this.#type('type', DOUBLE)],
      [raw],
    );
    this.#binding.deleteTensor(raw);
    return tensor;
  }

  /** A tensor's numbers, row-major. */
  toArray(tensor: Tensor): Float64Array {
    const attributes = [this.#type('T', DOUBLE), this.#type('type', this.#binding.TF_FLOAT)];
    const [{ id }] = this.#binding.executeOp('Bitcast', attributes, [tensor], 1);
    const { buffer, byteOffset, length } = this.#binding.tensorDataSync(id);
    this.#binding.deleteTensor(id);
    return new Float64Array(buffer, byteOffset, length / 2);
  }

  free(...tensors: Tensor[]): void {
    for (const tensor of tensors) {
      this.#scope?.delete(tensor);
      this.#binding.deleteTensor(tensor);
    }
  }

  /** Runs synchronous work and frees what it made, except for what it returns. */
  tidy(work: () => Tensor): Tensor {
    const outer = this.#scope;
    const scope = new Set<Tensor>();
    this.#scope = scope;
    try {
      const result = work();
      scope.delete(result);
      outer?.add(result);
      return result;
    } finally {
      this.#scope = outer;
      for (const tensor of scope) this.#binding.deleteTensor(tensor);
    }
  }

  /** op(A)·op(B). */
  multiply(a: Tensor, b: Tensor, { a: transposeA = false, b: transposeB = false } = {}): Tensor {
    const attributes = [
      this.#double,
      this.#flag('transpose_a', transposeA),
      this.#flag('transpose_b', transposeB),
    ];
    return this.#run('MatMul', attributes, [a, b]);
  }

  /** Number by number, rows and columns of one broadcast. */
  elementwise(operation: 'AddV2' | 'Sub' | 'Mul' | 'RealDiv', a: Tensor, b: Tensor): Tensor {
    return this.#run(operation, [this.#double], [a, b]);
  }

  map(operation: 'Exp' | 'Neg' | 'Abs' | 'Square', a: Tensor): Tensor {
    return this.#run(operation, [this.#double], [a]);
  }

  /** Sum over the rows, or over everything. */
  sum(a: Tensor, over: 'rows' | 'all'): Tensor {
    const axes = this.#integers(over === 'rows' ? [0] : [0, 1]);
    const attributes = [
      this.#double,
      this.#type('Tidx', this.#binding.TF_INT32),
      this.#flag('keep_dims', false),
    ];
    const result = this.#run('Sum', attributes, [a, axes]);
    this.#binding.deleteTensor(axes);
    return result;
  }

  /** Rows [from, to): shares the memory where they are aligned. */
  rows(a: Tensor, from: number, to: number): Tensor {
    return this.#slice(a, [from, 0], [to - from, -1]);
  }

  columns(a: Tensor, from: number, to: number): Tensor {
    return this.#slice(a, [0, from], [-1, to - from]);
  }

  /** A corner and a size, −1 for all that is left. */
  #slice(a: Tensor, corner: readonly number[], extent: readonly number[]): Tensor {
    const [begin, size] = [this.#integers(corner), this.#integers(extent)];
    const attributes = [this.#double, this.#type('Index', this.#binding.TF_INT32)];
    const result = this.#run('Slice', attributes, [a, begin, size]);
    this.#binding.deleteTensor(begin);
    this.#binding.deleteTensor(size);
    return result;
  }

  /** Matrices of equally many columns, one below the other. */
  stack(matrices: readonly Tensor[]): Tensor {
    const axis = this.#integers([0]);
    const attributes = [
      this.#integer('N', matrices.length),
      this.#double,
      this.#type('Tidx', this.#binding.TF_INT32),
    ];
    const stacked = this.#run('ConcatV2', attributes, [...matrices, axis]);
    this.#binding.deleteTensor(axis);
    return stacked;
  }

  /** Scalars as one vector. */
  pack(scalars: readonly Tensor[]): Tensor {
    const attributes = [this.#integer('N', scalars.length), this.#double, this.#integer('axis', 0)];
    return this.#run('Pack', attributes, scalars);
  }

  diagonal(a: Tensor): Tensor {
    return this.#run('MatrixDiagPart', [this.#double], [a]);
  }

  /** A with this diagonal. */
  withDiagonal(a: Tensor, diagonal: Tensor): Tensor {
    return this.#run('MatrixSetDiag', [this.#double], [a, diagonal]);
  }

  /** @throws Error, or gives NaN, where A is not positive definite */
  cholesky(a: Tensor): Tensor {
    return this.#run('Cholesky', [this.#double], [a]);
  }

  /** L⁻¹·B for lower triangular L. */
  solveLower(lower: Tensor, b: Tensor): Tensor {
    return this.#run(
      'MatrixTriangularSolve',
      [this.#flag('lower', true), this.#flag('adjoint', false), this.#double],
      [lower, b],
    );
  }

  #run(operation: string, attributes: readonly Attribute[], inputs: readonly Tensor[]): Tensor {
    const [{ id }] = this.#binding.executeOp(operation, attributes, inputs, 1);
    this.#scope?.add(id);
    return id;
  }

  /** Indices, which TensorFlow wants as int32; not part of any scope. */
  #integers(values: readonly number[]): Tensor {
    return this.#binding.createTensor([values.length], this.#binding.TF_INT32, Int32Array.from(values));
  }

  #type(name: string, value: number): Attribute {
    return { name, type: this.#binding.TF_ATTR_TYPE, value };
  }

  #flag(name: string, value: boolean): Attribute {
    return { name, type: this.#binding.TF_ATTR_BOOL, value };
  }

  #integer(name: string, value: number): Attribute {
    return { name, type: this.#binding.TF_ATTR_INT, value };
  }
}
