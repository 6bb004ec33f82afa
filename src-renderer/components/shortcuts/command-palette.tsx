import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import styles from './command-palette.module.css';
import { Keys } from './keys.tsx';
import { useCommandRegistry } from './shortcut-registry.ts';

/** Ctrl K: everything that can be done now, found by typing a part of its name. */
export function CommandPalette() {
  const commands = useCommandRegistry((state) => state.commands);
  const groups = Map.groupBy([...commands], ([, { group }]) => group);
  const actions: SpotlightActionGroupData[] = [...groups].map(([group, entries]) => ({
    group,
    actions: entries.map(([id, { label, keys, run }]) => ({
      id,
      label,
      onClick: run,
      ...(keys?.[0] !== undefined && { rightSection: <Keys keys={keys[0]} /> }),
    })),
  }));
  return (
    <Spotlight
      actions={actions}
      shortcut="mod + K"
      nothingFound="No command of that name"
      scrollable
      maxHeight={420}
      size={520}
      radius="lg"
      attributes={{ content: { 'aria-label': 'Commands' } }}
      // The same faint scrim as behind every dialog.
      overlayProps={{ blur: 0 }}
      searchProps={{
        placeholder: 'Find a command',
        'aria-label': 'Find a command',
        leftSection: <IconSearch size={16} stroke={1.5} />,
      }}
      classNames={{ action: styles.action, actionsGroup: styles.group, search: styles.search }}
    />
  );
}
