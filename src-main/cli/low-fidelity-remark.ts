import type { Quantity } from '#shared/domain/quantity.ts';

/** A warning where quantities have no high-fidelity limit, so that what is shown is the low fidelity; nothing otherwise. */
export function lowFidelityRemark(quantities: readonly Quantity[]): string {
  return quantities.length === 0
    ? ''
    : `warning: no high-fidelity limit of ${quantities.join(', ')} was fitted; this is the low fidelity alone, the full ` +
        `analysis may differ by more than its standard deviation\n`;
}
