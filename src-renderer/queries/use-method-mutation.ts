import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { notifyFailure } from '#renderer/components/notices/notify.tsx';
import { useApi } from '#renderer/host/surroundings-provider.tsx';
import { CANCELLED } from '#shared/contract/errors.ts';
import type { InputOf, MethodName, OutputOf } from '#shared/contract/methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

export interface MutationOptions<Name extends MethodName> {
  /** What was tried, as the title of the notice when it fails: `Could not import the file`. Null shows none. */
  readonly failureTitle: string | null;
  readonly onSuccess?: (output: OutputOf<Name>, input: InputOf<Name>) => void;
}

/** Calls a method that changes something. What it changed is asked again by the campaign's own event. */
export function useMethodMutation<Name extends MethodName>(
  method: Name,
  { failureTitle, onSuccess }: MutationOptions<Name>,
): UseMutationResult<OutputOf<Name>, Error, InputOf<Name>> {
  const client = useApi();
  return useMutation<OutputOf<Name>, Error, InputOf<Name>>({
    mutationFn: (input) => client.call(method, input),
    onSuccess: (output, input) => onSuccess?.(output, input),
    onError: (error) => {
      const isCancelled = error instanceof ContouristError && error.code === CANCELLED;
      if (failureTitle !== null && !isCancelled) notifyFailure({ title: failureTitle, error });
    },
  });
}
