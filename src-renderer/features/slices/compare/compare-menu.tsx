import { Button, Popover, SegmentedControl, Select, Stack } from '@mantine/core';
import { IconColumns2, IconFolderOpen } from '@tabler/icons-react';
import { useHost } from '#renderer/host/surroundings-provider.tsx';
import type { ContoursProps } from '../contours-props.ts';
import type { Comparison } from '../contours-view.ts';
import type { Compared } from './use-comparison.ts';

type CompareMenuProps = Pick<ContoursProps, 'campaign' | 'view' | 'change'> & {
  comparison: Compared | null;
};

/** What to compare the slice with, and how. */
export function CompareMenu({ campaign, view, change, comparison }: CompareMenuProps) {
  const host = useHost();
  const chosen = view.comparison;
  const set = (part: Partial<Comparison> & Pick<Comparison, 'with'>) =>
    change({ comparison: { shows: chosen?.shows ?? 'side', ...part } });
  const pickCampaign = async () => {
    const path = await host.pickCampaignFile({ purpose: 'open' });
    if (path !== null) set({ with: { kind: 'campaign', path } });
  };
  const iterations = Array.from({ length: campaign.iteration }, (_, index) => String(index + 1));
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button
          variant={chosen === null ? 'subtle' : 'light'}
          color={chosen === null ? 'gray' : 'accent'}
          leftSection={<IconColumns2 />}
        >
          Compare
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Select
            label="With the iteration"
            placeholder="choose"
            data={iterations}
            value={chosen?.with.kind === 'iteration' ? String(chosen.with.iteration) : null}
            onChange={(number) => set({ with: { kind: 'iteration', iteration: Number(number) } })}
            comboboxProps={{ withinPortal: false }}
          />
          <Button leftSection={<IconFolderOpen />} onClick={() => void pickCampaign()}>
            {chosen?.with.kind === 'campaign' && comparison ? comparison.name : 'With another campaign'}
          </Button>
          <SegmentedControl
            aria-label="How to compare"
            fullWidth
            disabled={chosen === null}
            value={chosen?.shows ?? 'side'}
            onChange={(shows) =>
              chosen && change({ comparison: { ...chosen, shows: shows as Comparison['shows'] } })
            }
            data={[
              { value: 'side', label: 'Side by side' },
              { value: 'difference', label: 'Difference' },
            ]}
          />
          <Button variant="subtle" disabled={chosen === null} onClick={() => change({ comparison: null })}>
            Stop comparing
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
