import { Button } from '@mantine/core';
import { PlainHeader } from '#renderer/components/layout/plain-header.tsx';
import { ErrorState } from '#renderer/components/states/error-state.tsx';
import { LoadingBar } from '#renderer/components/states/loading-bar.tsx';
import { navigate } from '#renderer/state/navigation.ts';
import { HOME } from '#renderer/state/route.ts';

/** In place of a campaign that is still being read, or that cannot be. */
export function CampaignNotOpen({ error }: { error: Error | null }) {
  return (
    <>
      <PlainHeader title="" />
      {error === null ? (
        <LoadingBar label="Opening the campaign" />
      ) : (
        <ErrorState
          title="The campaign is not open"
          error={error}
          action={
            <Button variant="filled" onClick={() => navigate(HOME)}>
              All campaigns
            </Button>
          }
        />
      )}
    </>
  );
}
