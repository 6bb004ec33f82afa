/**
 * Chosen cells of a grid as a tree of their prefixes, one level an axis, so that what is a product over the axes at every
 * cell costs one multiplication a cell.
 */
export interface ProductTree {
  /** The chosen cells, ascending. */
  readonly cells: Int32Array;
  /** By axis: for every prefix its parent among the prefixes one axis shorter, and its level on this axis. */
  readonly branches: readonly { readonly parent: Int32Array; readonly level: Int32Array }[];
}

/** @param cells the chosen cells, ascending, the last axis fastest */
export function productTree(sizes: readonly number[], cells: Int32Array): ProductTree {
  const branches: { parent: Int32Array; level: Int32Array }[] = [];
  let prefixes = cells;
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    const size = sizes[axis];
    const level = prefixes.map((prefix) => prefix % size);
    const shorter: number[] = [];
    const parent = prefixes.map((prefix) => {
      const rest = Math.floor(prefix / size);
      if (shorter.at(-1) !== rest) shorter.push(rest);
      return shorter.length - 1;
    });
    branches.unshift({ parent, level });
    prefixes = Int32Array.from(shorter);
  }
  return { cells, branches };
}

/**
 * The products Π_axis factors[axis][level, column] at every chosen cell.
 *
 * @param factors by axis, levels × columns
 * @returns cells × columns, row-major
 */
export function productRows(
  { branches }: ProductTree,
  factors: readonly Float64Array[],
  columns: number,
): Float64Array {
  return prefixProducts(branches, factors, columns)[branches.length];
}

/** The products of every prefix, from the empty one (1) to the whole cells. */
function prefixProducts(
  branches: ProductTree['branches'],
  factors: readonly Float64Array[],
  columns: number,
): Float64Array[] {
  const products = [new Float64Array(columns).fill(1)];
  branches.forEach(({ parent, level }, axis) => {
    const shorter = products[axis];
    const factor = factors[axis];
    const rows = new Float64Array(parent.length * columns);
    for (let i = 0; i < parent.length; i++) {
      const [row, from, by] = [i * columns, parent[i] * columns, level[i] * columns];
      for (let r = 0; r < columns; r++) rows[row + r] = shorter[from + r] * factor[by + r];
    }
    products.push(rows);
  });
  return products;
}

/**
 * Σ_cell weights[cell]·Π_axis factors[axis][level, column] for every column, one axis after the other: a multiplication a
 * cell, without the cells × columns products.
 */
export function contractRows(
  { branches }: ProductTree,
  factors: readonly Float64Array[],
  columns: number,
  weights: Float64Array,
): Float64Array {
  const last = branches.length - 1;
  let rows = new Float64Array(prefixCount(branches, last) * columns);
  const { parent: parentOfCell, level: levelOfCell } = branches[last];
  for (let i = 0; i < parentOfCell.length; i++) {
    const [to, by, weight] = [parentOfCell[i] * columns, levelOfCell[i] * columns, weights[i]];
    for (let r = 0; r < columns; r++) rows[to + r] += weight * factors[last][by + r];
  }
  for (let axis = last - 1; axis >= 0; axis--) {
    const shorter = new Float64Array(prefixCount(branches, axis) * columns);
    const { parent, level } = branches[axis];
    const factor = factors[axis];
    for (let i = 0; i < parent.length; i++) {
      const [row, to, by] = [i * columns, parent[i] * columns, level[i] * columns];
      for (let r = 0; r < columns; r++) shorter[to + r] += rows[row + r] * factor[by + r];
    }
    rows = shorter;
  }
  return rows;
}

/** How many prefixes there are that are one axis shorter than those that end at `axis`. */
function prefixCount(branches: ProductTree['branches'], axis: number): number {
  return axis === 0 ? 1 : branches[axis - 1].parent.length;
}

/**
 * The derivatives of Σ_{cell, column} weights[cell, column]·Π_axis factors[axis][level, column] with respect to every
 * factor, by going through the tree backwards.
 *
 * @param weights cells × columns; overwritten
 * @returns by axis, levels × columns
 */
export function factorDerivatives(
  { branches }: ProductTree,
  factors: readonly Float64Array[],
  columns: number,
  weights: Float64Array,
): Float64Array[] {
  const products = prefixProducts(branches.slice(0, -1), factors, columns);
  const derivatives = factors.map((factor) => new Float64Array(factor.length));
  let adjoint = weights;
  for (let axis = branches.length - 1; axis >= 0; axis--) {
    const { parent, level } = branches[axis];
    const shorter = products[axis];
    const factor = factors[axis];
    const derivative = derivatives[axis];
    const adjointOfShorter = new Float64Array(shorter.length);
    for (let i = 0; i < parent.length; i++) {
      const [row, to, by] = [i * columns, parent[i] * columns, level[i] * columns];
      for (let r = 0; r < columns; r++) {
        const value = adjoint[row + r];
        derivative[by + r] += value * shorter[to + r];
        adjointOfShorter[to + r] += value * factor[by + r];
      }
    }
    adjoint = adjointOfShorter;
  }
  return derivatives;
}
