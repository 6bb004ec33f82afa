import { Button, Menu } from '@mantine/core';
import { IconBraces, IconChevronDown, IconFileExport, IconFileTypeCsv } from '@tabler/icons-react';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import type { BatchSummary } from '#shared/contract/batches/batches-methods.ts';
import styles from './batches.module.css';
import { useExportBatch } from './use-export-batch.ts';

interface ExportMenuProps {
  readonly campaignId: string;
  readonly batch: BatchSummary;
  readonly whyNot: string | null;
  /** Whether exporting is the next step of the batch's way. */
  readonly isNext: boolean;
}

/** The forms in which a batch can be handed out. */
export function ExportMenu({ campaignId, batch, whyNot, isNext }: ExportMenuProps) {
  const { exportAs, isPending } = useExportBatch(campaignId, batch.number);
  const { proposed = 0, pinned = 0, requested = 0, running = 0 } = batch.states;
  const open = proposed + pinned + requested + running;
  const reason = whyNot ?? (open === 0 ? 'No point of this batch waits for a result' : null);
  const button = (
    <Button
      variant={isNext ? 'filled' : 'default'}
      leftSection={<IconFileExport />}
      rightSection={<IconChevronDown />}
      loading={isPending}
    >
      Export
    </Button>
  );
  if (reason !== null) return <DisabledBecause reason={reason}>{button}</DisabledBecause>;
  return (
    <Menu position="bottom-end" width={290}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Points</Menu.Label>
        <Menu.Item
          leftSection={<IconFileTypeCsv />}
          rightSection={<span className={styles.menuRemark}>{formatCounted(open, 'point')}, stable ids</span>}
          onClick={() => exportAs('csv')}
        >
          CSV
        </Menu.Item>
        <Menu.Item
          leftSection={<IconBraces />}
          rightSection={<span className={styles.menuRemark}>with the reasons</span>}
          onClick={() => exportAs('json')}
        >
          JSON
        </Menu.Item>
        <Menu.Divider />
        <p className={styles.menuText}>Export freezes the batch. Results are joined back by point id.</p>
      </Menu.Dropdown>
    </Menu>
  );
}
