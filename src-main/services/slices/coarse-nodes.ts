import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';

/** What the predictions of a coarse slice may take: with everything around them it follows a slider. */
const AIM_MS = 80;
const FEWEST = 15;
const MOST = 33;

/** Milliseconds that a node of the last coarse slice took, of all quantities together. */
const pace = new WeakMap<ComputeClient, number>();

/**
 * Nodes along each axis of a coarse slice: as many as this machine and these fits manage in time, by the slice before.
 */
export function coarseNodes(compute: ComputeClient): number {
  const perNode = pace.get(compute);
  if (perNode === undefined) return FEWEST;
  return Math.min(MOST, Math.max(FEWEST, Math.floor(Math.sqrt(AIM_MS / perNode))));
}

/** Learns from a coarse slice that has been taken. */
export function learnPace(compute: ComputeClient, nodes: number, milliseconds: number): void {
  if (nodes > 0 && milliseconds > 0) pace.set(compute, milliseconds / nodes);
}
