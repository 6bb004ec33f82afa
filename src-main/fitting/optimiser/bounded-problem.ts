/** Value and gradient of an objective at one point. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** A function to be minimised within bounds. */
export interface BoundedProblem {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Value and gradient at x; a value that is not finite counts as a wall, and its gradient is not read. */
  evaluate(x: Float64Array): Promise<Evaluation>;
}
