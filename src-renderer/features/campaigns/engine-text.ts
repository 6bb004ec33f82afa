import type { OutputOf } from '#shared/contract/methods.ts';
import { ENGINE_NAMES } from '#shared/domain/fit-settings.ts';

/** What large fits will run on, and which program this is: `ONNX Runtime, float64, 2 cores · Contourist 1.0.0`. */
export function engineText({ engines: { auto }, cores, version }: OutputOf<'core.about'>): string {
  const coreCount = `${cores} ${cores === 1 ? 'core' : 'cores'}`;
  return `${ENGINE_NAMES[auto] ?? auto}, float64, ${coreCount} \u2003 Contourist ${version}`;
}
