import { useQueryClient } from '@tanstack/react-query';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { BatchDetail } from '#shared/contract/batches/batches-methods.ts';
import type { InputOf } from '#shared/contract/methods.ts';

type BatchChange = 'batch.edit' | 'batch.freeze' | 'batch.markRunning' | 'batch.resetFailed' | 'batch.giveUp';

/** Changes a batch; what it is like then stands on the screen with the answer, before anything is asked again. */
export function useBatchChange<Name extends BatchChange>(
  method: Name,
  failureTitle: string,
  onSuccess?: (detail: BatchDetail, input: InputOf<Name>) => void,
) {
  const queryClient = useQueryClient();
  return useMethodMutation(method, {
    failureTitle,
    onSuccess: (detail, input) => {
      const { campaignId, batch } = input;
      queryClient.setQueryData(['batch.describe', { campaignId, batch }], detail);
      onSuccess?.(detail, input);
    },
  });
}
