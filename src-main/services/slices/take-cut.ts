import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import { extrapolationBeyond } from '#main/fitting/extrapolation.ts';
import { fidelityOf } from '#main/fitting/gaussian-process/training-set.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { surrogateOf } from '#main/surrogates/registry.ts';
import type { Cut } from '#shared/contract/slices/slices-methods.ts';
import { shownFits } from '../surrogates/shown-fits.ts';
import { createSpaceLine } from './space-line.ts';
import { predictInTurns } from './take-turns.ts';

export interface CutRequest {
  /** Null for the newest fits on the limits as they are now. */
  readonly iteration: number | null;
  readonly along: string;
  /** Values of other free parameters; those left out stand at mid-range on their scale. */
  readonly at: Readonly<Record<string, number>>;
}

/**
 * Every fitted quantity along a line parallel to one parameter's axis.
 *
 * @throws ContouristError `fit.none`, `fit.stale`, `fit.no_iteration`, `slice.…`; the signal's reason
 */
export async function takeCut(
  campaign: ReadableCampaign,
  compute: ComputeClient,
  { iteration, along, at }: CutRequest,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Cut> {
  const { space, sources } = shownFits(campaign, iteration ?? 'latest');
  const line = createSpaceLine(space, along, at);
  const quantities: Cut['quantities'] = {};
  for (const [quantity, source] of sources) {
    const { found } = await predictInTurns(compute, source, line.u, { urgency: 'cut', signal });
    const { pExcl, lnMu } = found;
    quantities[quantity] = {
      pExcl: line.place(pExcl),
      mean: lnMu && line.place(lnMu.mean),
      sd: lnMu && line.place(lnMu.variance.map(Math.sqrt)),
      extrapolated: line
        .place(
          extrapolationBeyond(source.training, surrogateOf(source.model).amplitude(source.model)).excess(
            line.u,
            lnMu?.variance ?? null,
          ),
        )
        .map((excess) => (excess === null ? null : excess >= 0)),
      fidelity: fidelityOf(source.training),
    };
  }
  return { values: [...line.values], quantities };
}
