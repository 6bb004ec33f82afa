import { Button, Checkbox, Menu } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { pointColumns } from './point-columns.tsx';
import type { Points } from './points.ts';
import { shownColumns } from './points-table.tsx';

interface ColumnsMenuProps {
  readonly definition: CampaignDefinition;
  readonly points: Points;
  readonly visibility: Readonly<Record<string, boolean>>;
  readonly onVisibility: (visibility: Readonly<Record<string, boolean>>) => void;
}

/** Which columns the table has. The id stays: it is what notes, batches and messages speak of. */
export function ColumnsMenu({ definition, points, visibility, onVisibility }: ColumnsMenuProps) {
  const { meta } = useMemo(() => pointColumns(definition, points), [definition, points]);
  const shown = shownColumns(meta, visibility);
  return (
    <Menu closeOnItemClick={false} position="bottom-start">
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconAdjustmentsHorizontal />}>
          Columns
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {meta
          .filter(({ id }) => id !== 'id')
          .map(({ id, name }) => (
            <Menu.Item
              key={id}
              role="menuitemcheckbox"
              aria-checked={shown[id]}
              leftSection={<Checkbox.Indicator checked={shown[id] === true} size={14} />}
              onClick={() => onVisibility({ ...visibility, [id]: shown[id] !== true })}
            >
              {name}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
