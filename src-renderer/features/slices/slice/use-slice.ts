import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import type { InputOf } from '#shared/contract/methods.ts';
import type { TakenSliceView } from '#shared/contract/slices/slices-methods.ts';
import { SliceFollower } from './follow-slice.ts';

export type SliceInput = Omit<InputOf<'slice.take'>, 'resolution'>;

export interface FollowedSlice {
  readonly taken: TakenSliceView | null;
  /** Whether the slice shown is for other values than the ones set now. */
  readonly isOld: boolean;
  /** Whether what is shown is as fine as it gets. */
  readonly isFine: boolean;
  readonly error: unknown;
}

interface State {
  readonly key: string;
  readonly taken: TakenSliceView | null;
  readonly error: unknown;
}

interface Request {
  readonly key: string;
  readonly drag: string;
  readonly input: SliceInput;
  readonly revision: number;
}

/** A slice taken finely, and of which state of the campaign it is. */
interface FineSlice {
  readonly taken: TakenSliceView;
  readonly revision: number;
}

/** Slices taken finely are kept for a while: whoever comes back to the screen finds them there. */
const KEEP_MS = 60_000;

/**
 * The slice of an input that may change with every frame: coarse at once, fine when it stands.
 *
 * @param input null asks for nothing
 * @param revision another value asks again: the campaign has changed
 */
export function useSlice(input: SliceInput | null, revision: number): FollowedSlice {
  const client = useApi();
  const queryClient = useQueryClient();
  const [state, setState] = useState<State>({ key: '', taken: null, error: null });
  const key = input === null ? '' : JSON.stringify(input);

  const follower = useMemo(
    () =>
      new SliceFollower<Request>({
        ask: (request, resolution, signal) =>
          client.call('slice.take', { ...request.input, resolution }, { signal }),
        onSlice: (taken, request) => {
          if (taken.resolution === 'full') {
            queryClient.setQueryDefaults(['slice.fine'], { gcTime: KEEP_MS });
            const { revision } = request;
            queryClient.setQueryData<FineSlice>(['slice.fine', request.key], { taken, revision });
          }
          setState({ key: request.key, taken, error: null });
        },
        onFailed: (error, request) => setState({ key: request.key, taken: null, error }),
      }),
    [client, queryClient],
  );
  useEffect(() => () => follower.stop(), [follower]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the input
  useEffect(() => {
    if (input === null) {
      follower.stop();
      return;
    }
    const { fixed: _, ...rest } = input;
    const known = queryClient.getQueryData<FineSlice>(['slice.fine', key]);
    const request = { key, drag: JSON.stringify({ rest, revision }), input, revision };
    if (known !== undefined) setState({ key, taken: known.taken, error: null });
    // What was taken before the campaign changed is shown until it has been taken again.
    if (known?.revision !== revision) follower.follow(request, known ? 'full' : 'coarse');
    else follower.stop();
  }, [key, revision, follower, queryClient]);

  const isCurrent = state.key === key;
  return {
    taken: state.taken,
    isOld: !isCurrent,
    isFine: isCurrent && state.taken?.resolution === 'full',
    error: isCurrent ? state.error : null,
  };
}
