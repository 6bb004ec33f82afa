import { ContouristError } from '#shared/domain/contourist-error.ts';
import { nearestName } from '#shared/domain/nearest-name.ts';
import type { Pack } from './pack.ts';
import { PACKS } from './registry.ts';

/** @throws ContouristError `pack.unknown`, which says what packs there are */
export function findPack(id: string, packs: readonly Pack[] = PACKS): Pack {
  const found = packs.find((pack) => pack.id === id);
  if (found !== undefined) return found;
  const ids = packs.map((pack) => pack.id);
  const nearest = nearestName(id, ids);
  throw new ContouristError('pack.unknown', `There is no pack ${JSON.stringify(id)}.`, {
    blame: 'usage',
    hint: `${nearest === undefined ? '' : `Did you mean ${nearest}? `}There are ${ids.join(', ')}.`,
  });
}
