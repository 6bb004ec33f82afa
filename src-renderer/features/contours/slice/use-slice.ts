import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import type { InputOf } from '#shared/contract/methods.ts';
import type { TakenSliceView } from '#shared/contract/slice-methods.ts';
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
      new SliceFollower<{ key: string; drag: string; input: SliceInput }>({
        ask: (request, resolution, signal) =>
          client.call('slice.take', { ...request.input, resolution }, { signal }),
        onSlice: (taken, request) => {
          if (taken.resolution === 'full') {
            queryClient.setQueryDefaults(['slice.fine'], { gcTime: KEEP_MS });
            queryClient.setQueryData(['slice.fine', request.key], taken);
          }
          setState({ key: request.key, taken, error: null });
        },
        onFailed: (error, request) => setState({ key: request.key, taken: null, error }),
      }),
    [client, queryClient],
  );
  useEffect(() => () => follower.stop(), [follower]);

  const shownRevision = useRef(revision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the input
  useEffect(() => {
    if (input === null) {
      follower.stop();
      return;
    }
    const { fixed: _, ...rest } = input;
    const isChanged = shownRevision.current !== revision;
    shownRevision.current = revision;
    const known = queryClient.getQueryData<TakenSliceView>(['slice.fine', key]);
    const request = { key, drag: JSON.stringify({ rest, revision }), input };
    if (known !== undefined) setState({ key, taken: known, error: null });
    if (known === undefined || isChanged) follower.follow(request, known ? 'full' : 'coarse');
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
