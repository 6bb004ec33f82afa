import { Button, Menu } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconChevronDown,
  IconFileExport,
  IconFileText,
  IconServer2,
} from '@tabler/icons-react';
import { useState } from 'react';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { formatMoment } from '#renderer/components/numbers/format-time.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { BatchDetail, BatchSummary } from '#shared/contract/batches/batches-methods.ts';
import type { PackDescription } from '#shared/contract/batches/pack.ts';
import styles from './batches.module.css';
import { ExportOptions } from './export-options.tsx';
import { useExportBatch } from './use-export-batch.ts';

interface ExportMenuProps {
  readonly campaignId: string;
  readonly batch: BatchSummary;
  readonly whyNot: string | null;
  /** Whether exporting is the next step of the batch's way. */
  readonly isNext: boolean;
}

/** The ways in which a batch can be handed out: whatever packs the core has. */
export function ExportMenu({ campaignId, batch, whyNot, isNext }: ExportMenuProps) {
  const { exportAs, isPending } = useExportBatch(campaignId, batch.number);
  const [asking, setAsking] = useState<PackDescription | null>(null);
  const packs = useMethod('batch.packs', {}).data ?? [];
  const detail = useMethod('batch.describe', { campaignId, batch: batch.number });
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
  const last = lastExport(detail.data, packs);
  return (
    <>
      <Menu position="bottom-end" width={340}>
        <Menu.Target>{button}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{formatCounted(open, 'point')} under stable ids</Menu.Label>
          {packs.map((pack) => (
            <PackItems key={pack.id} pack={pack} onExport={exportAs} onAsk={setAsking} />
          ))}
          <Menu.Divider />
          <p className={styles.menuText}>
            Export freezes the batch. Results are joined back by point id.{last !== null && ` ${last}`}
          </p>
        </Menu.Dropdown>
      </Menu>
      <ExportOptions pack={asking} batch={batch.number} onExport={exportAs} onClose={() => setAsking(null)} />
    </>
  );
}

interface PackItemsProps {
  readonly pack: PackDescription;
  readonly onExport: ReturnType<typeof useExportBatch>['exportAs'];
  readonly onAsk: (pack: PackDescription) => void;
}

/** At once with its defaults, where it has them all, and with options, where it has any. */
function PackItems({ pack, onExport, onAsk }: PackItemsProps) {
  const { title, description, delivery, options } = pack;
  const isReady = options.every((option) => option.default !== null);
  const Icon = delivery === 'user' ? IconFileText : IconServer2;
  return (
    <>
      {isReady && (
        <Menu.Item
          leftSection={<Icon />}
          rightSection={<span className={styles.menuRemark}>{description}</span>}
          onClick={() => onExport({ pack, options: {} })}
        >
          {title}
        </Menu.Item>
      )}
      {options.length > 0 && (
        <Menu.Item
          leftSection={isReady ? <IconAdjustmentsHorizontal /> : <Icon />}
          rightSection={!isReady && <span className={styles.menuRemark}>{description}</span>}
          onClick={() => onAsk(pack)}
        >
          {isReady ? `${title} with options …` : `${title} …`}
        </Menu.Item>
      )}
    </>
  );
}

/** Where the batch went last; null where the campaign does not know of any export. */
function lastExport(detail: BatchDetail | undefined, packs: readonly PackDescription[]): string | null {
  const last = detail?.exports.at(-1);
  if (last === undefined) return null;
  const title = packs.find(({ id }) => id === last.pack)?.title ?? last.pack;
  return `Last as ${title}: ${formatCounted(last.points, 'point')} in ${last.to}, ${formatMoment(last.at)}.`;
}
