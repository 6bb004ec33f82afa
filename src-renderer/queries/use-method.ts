import { type Query, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import type { InputOf, MethodName, OutputOf } from '#shared/contract/methods.ts';
import { campaignIdOf } from './campaign-of-input.ts';

export interface MethodOptions {
  /** Whether to ask at all; true by default. */
  readonly enabled?: boolean;
  /**
   * Whether the last answer stays while another input of the same campaign is asked for (`isPlaceholderData` tells),
   * so that nothing jumps; true by default.
   */
  readonly keepPrevious?: boolean;
  /** Milliseconds for which an answer that nobody shows is kept; 5 minutes by default. Large answers want less. */
  readonly keepMs?: number;
}

/**
 * What the core answers to a method: asked once, shared by all components, and asked again when the campaign in its
 * input has changed. A new input cancels the call for the old one.
 *
 * @param input null asks nothing yet
 */
export function useMethod<Name extends MethodName>(
  method: Name,
  input: InputOf<Name> | null,
  { enabled = true, keepPrevious = true, keepMs }: MethodOptions = {},
): UseQueryResult<OutputOf<Name>, Error> {
  const client = useApi();
  type Key = readonly [Name, InputOf<Name> | null];
  return useQuery<OutputOf<Name>, Error, OutputOf<Name>, Key>({
    queryKey: [method, input],
    queryFn: ({ signal }) => client.call(method, input as InputOf<Name>, { signal }),
    enabled: enabled && input !== null,
    ...(keepMs !== undefined && { gcTime: keepMs }),
    placeholderData: ((previous: OutputOf<Name> | undefined, query: Query | undefined) =>
      keepPrevious && query !== undefined && campaignIdOf(query.queryKey[1]) === campaignIdOf(input)
        ? previous
        : undefined) as never,
  });
}
