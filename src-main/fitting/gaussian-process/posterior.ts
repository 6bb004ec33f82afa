export type Task = 'low' | 'high';

/** Posterior of the noise-free f of one task at some points, in the form from which covariances are made. */
export interface Features {
  readonly task: Task;
  readonly count: number;
  /** Coordinates of the points, count × D. */
  readonly u: Float64Array;
  /** ŷ, count. */
  readonly mean: Float64Array;
  /** s², count. */
  readonly variance: Float64Array;
  /** A row a point, of which the explained part of a covariance is made: L⁻¹k(u), or what the solver has in its place. */
  readonly whitened: Float64Array;
  /** Rows L_A⁻¹(h(u) − HᵀK⁻¹k(u)), count × p. */
  readonly trend: Float64Array;
}

/** The fitted process as a function of its coordinates. */
export interface Posterior {
  /** D, the number of coordinates. */
  readonly dimension: number;

  /**
   * ŷ(u) and s²(u) of the noise-free f, with the uncertainty of β (universal kriging, [RW] eqs. 2.41-2.42 with B⁻¹ → 0).
   *
   * @param u points, count × D, row-major; any number, also outside [0, 1]
   */
  predict(u: Float64Array, task?: Task): Promise<{ mean: Float64Array; variance: Float64Array }>;

  /** The same with what {@link covariance} needs; keeps about count × n numbers. */
  features(u: Float64Array, task?: Task): Promise<Features>;

  /** ŷ(u) alone, count: nothing is solved for it, so it costs a fraction of {@link predict}. */
  predictMean(u: Float64Array, task?: Task): Promise<Float64Array>;

  /** Posterior covariance of f between two sets of points of one task: a.count × b.count, row-major. */
  covariance(a: Features, b: Features): Promise<Float64Array>;

  /** ε² of a task: what a new measurement adds to s². */
  noiseVariance(task: Task): number;
}
