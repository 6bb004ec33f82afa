import { Modal } from '@mantine/core';
import { Keys } from './keys.tsx';
import { type Command, useCommandRegistry } from './shortcut-registry.ts';
import styles from './shortcut-sheet.module.css';

/** The sheet under `?`: every key that does something on the screen in front. */
export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const commands = useCommandRegistry((state) => state.commands);
  const groups = Map.groupBy(
    [...commands.values()].filter(({ keys }) => keys !== undefined),
    ({ group }) => group,
  );
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keyboard shortcuts" size={640}>
      <div className={styles.groups}>
        {[...groups].map(([group, entries]) => (
          <section key={group}>
            <h3 className={styles.heading}>{group}</h3>
            <dl>
              {entries.map((entry) => (
                <ShortcutRow key={entry.label} command={entry} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

function ShortcutRow({ command: { label, keys = [] } }: { command: Command }) {
  return (
    <div className={styles.row}>
      <dt>{label}</dt>
      <dd>
        {keys.map((key) => (
          <Keys key={key} keys={key} />
        ))}
      </dd>
    </div>
  );
}
