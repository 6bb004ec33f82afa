import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { Cut } from '#shared/contract/slices/slices-methods.ts';
import { cutThrough } from '../slice/read-grid.ts';
import type { FollowedSlice, SliceInput } from '../slice/use-slice.ts';
import type { SliceChoice } from '../slice-choice.ts';
import { useSame } from '../use-same.ts';

const NO_CUT: Cut = { values: [], quantities: {} };

/** How long the line must rest before the exact cut is asked for. */
const REST_MS = 150;

/** The cut where the line lies: read off the slice while it moves, exact when it rests. */
export function useCut(slice: FollowedSlice, input: SliceInput, { x, y, fixed, cutAt }: SliceChoice): Cut {
  const wanted = useSame({
    campaignId: input.campaignId,
    iteration: input.iteration ?? null,
    along: x.name,
    at: { ...fixed, [y.name]: cutAt },
  });
  const [rested] = useDebouncedValue(wanted, REST_MS);
  const exact = useMethod('slice.cut', rested, {
    enabled: slice.isFine && rested === wanted,
    keepPrevious: false,
    keepMs: 10_000,
  });
  const view = slice.taken?.view;
  const read = useMemo(() => (view ? cutThrough(view, cutAt) : NO_CUT), [view, cutAt]);
  return rested === wanted && exact.data ? exact.data : read;
}
