/** A warning where the data have changed since the fits that a result shows; nothing otherwise. */
export function staleRemark({ iteration, isStale }: { iteration: number; isStale: boolean }): string {
  return isStale
    ? `warning: limits, bounds or constraints have changed since the fit of iteration ${iteration}; its ` +
        `hyperparameters serve, conditioned on the limits as they are now (fit again for new ones)\n`
    : '';
}
