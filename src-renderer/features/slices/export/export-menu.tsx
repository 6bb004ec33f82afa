import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconCopy,
  IconFileExport,
  IconFileTypeCsv,
  IconFileTypePdf,
  IconFileTypePng,
  IconFileTypeSvg,
  IconLayoutGrid,
} from '@tabler/icons-react';
import { Keys } from '#renderer/components/shortcuts/keys.tsx';
import { useShortcut } from '#renderer/components/shortcuts/shortcut-registry.ts';
import styles from '../contours.module.css';
import { type ExportOptions, useExport } from './use-export.ts';

const ICON = { size: 16, stroke: 1.5 } as const;
const COPY_KEYS = 'mod+shift+C';

/** What can be taken along: the slice in the usual forms, and all small slices on one page. */
export function ExportMenu(options: ExportOptions) {
  const { choice, view } = options;
  const { isReady, copy, slice, csv, matrix } = useExport(options);
  useShortcut({
    group: 'Contours',
    label: 'Copy as image',
    keys: [COPY_KEYS],
    run: copy,
    isEnabled: isReady,
  });
  const count = choice.rows === null ? view.panels : view.panels ** 2;
  const units = [...new Set([choice.x.unit, choice.y.unit].filter((unit) => unit !== undefined))];
  return (
    <Menu position="bottom-end" width={222}>
      <Menu.Target>
        <Button leftSection={<IconFileExport />} rightSection={<IconChevronDown />} disabled={!isReady}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy {...ICON} />}
          rightSection={<Keys keys={COPY_KEYS} />}
          onClick={copy}
        >
          Copy as image
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>This slice</Menu.Label>
        <Menu.Item
          leftSection={<IconFileTypeSvg {...ICON} />}
          rightSection={<Remark>for the paper</Remark>}
          onClick={slice('svg')}
        >
          SVG
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypePdf {...ICON} />} onClick={slice('pdf')}>
          PDF
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileTypePng {...ICON} />}
          rightSection={<Remark>2×</Remark>}
          onClick={slice('png')}
        >
          PNG
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileTypeCsv {...ICON} />}
          rightSection={<Remark>{['contour vertices', ...units].join(', ')}</Remark>}
          onClick={csv}
        >
          CSV
        </Menu.Item>
        {choice.columns !== null && (
          <>
            <Menu.Divider />
            <Menu.Label>{`All ${count} slices`}</Menu.Label>
            <Menu.Item leftSection={<IconLayoutGrid {...ICON} />} onClick={matrix('svg')}>
              SVG, one page
            </Menu.Item>
            <Menu.Item leftSection={<IconFileTypePdf {...ICON} />} onClick={matrix('pdf')}>
              PDF, one page
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Remark({ children }: { children: string }) {
  return <span className={styles.menuRemark}>{children}</span>;
}
