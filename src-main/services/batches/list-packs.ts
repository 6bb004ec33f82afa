import { PACKS } from '#main/packs/registry.ts';
import type { PackDescription } from '#shared/contract/batches/pack.ts';
import { describeOptions } from '#shared/domain/options.ts';

/** Every way in which a batch can be handed out, in the order in which they are offered. */
export function listPacks(): PackDescription[] {
  return PACKS.map(({ id, title, description, delivery, options }) => {
    return { id, title, description, delivery: delivery.kind, options: describeOptions(options) };
  });
}
