import { Button } from '@mantine/core';
import { IconFolderOpen, IconTarget } from '@tabler/icons-react';
import { EmptyState } from '#renderer/components/states/empty-state.tsx';
import { useOpenCampaignDialog } from '#renderer/queries/use-open-campaign-dialog.ts';

export default function HomeScreen() {
  const open = useOpenCampaignDialog();
  return (
    <EmptyState
      icon={<IconTarget />}
      title="No campaign is open"
      actions={
        <Button variant="filled" leftSection={<IconFolderOpen />} onClick={() => void open()}>
          Open
        </Button>
      }
    >
      A campaign is one file, name.contourist.
    </EmptyState>
  );
}
