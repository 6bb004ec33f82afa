import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useOpenCampaign } from '#renderer/queries/campaigns.ts';
import type { RasterSource } from '#shared/contract/slices/figure.ts';
import type { ContoursView } from '../contours-view.ts';
import { type FollowedSlice, type SliceInput, useSlice } from '../slice/use-slice.ts';
import { differenceOf } from './difference.ts';

/** What the slice is compared with. */
export interface Compared {
  readonly shows: 'side' | 'difference';
  /** `Iteration 3`, or the other campaign's name. */
  readonly name: string;
  readonly slice: FollowedSlice;
  /** Why there is nothing to compare; null where there is. */
  readonly problem: unknown;
  /** p_excl of this slice minus that of the other; null until both are there, and side by side. */
  readonly difference: RasterSource | null;
}

/** Takes the other slice of a comparison, along with the own one: the same axes and values. */
export function useComparison(
  input: SliceInput,
  view: ContoursView,
  revision: number,
  own: FollowedSlice,
): Compared | null {
  const { comparison } = view;
  const open = useOpenCampaign();
  const path = comparison?.with.kind === 'campaign' ? comparison.with.path : null;
  const other = useQuery({
    queryKey: ['campaign.compared', path],
    queryFn: () => open(path ?? '', { readOnly: true }),
    enabled: path !== null,
  });
  const otherInput = useMemo((): SliceInput | null => {
    if (comparison === null) return null;
    if (comparison.with.kind === 'iteration') return { ...input, iteration: comparison.with.iteration };
    if (other.data === undefined) return null;
    const names = other.data.definition.parameters.map(({ name }) => name);
    const fixed = Object.fromEntries(
      Object.entries(input.fixed ?? {}).filter(([name]) => names.includes(name)),
    );
    return { ...input, campaignId: other.data.campaignId, iteration: null, fixed };
  }, [comparison, input, other.data]);
  const slice = useSlice(otherInput, revision);
  const ownView = own.taken?.view;
  const otherView = slice.taken?.view;
  const difference = useMemo(
    () =>
      comparison?.shows === 'difference' && ownView && otherView ? differenceOf(ownView, otherView) : null,
    [comparison?.shows, ownView, otherView],
  );
  if (comparison === null) return null;
  const name =
    comparison.with.kind === 'iteration'
      ? `Iteration ${comparison.with.iteration}`
      : (other.data?.name ?? 'Other campaign');
  return { shows: comparison.shows, name, slice, problem: other.error ?? slice.error, difference };
}
