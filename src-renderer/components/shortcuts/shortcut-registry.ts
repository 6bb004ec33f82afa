import { useEffect, useId, useRef } from 'react';
import { create } from 'zustand';

/** Something that can be done by key, from the command palette, or both. */
export interface Command {
  /** By which a host's menu calls it: `undo`, `new-campaign`. None: not in any menu. */
  readonly id?: string;
  /** What it does: `Swap the axes`. */
  readonly label: string;
  /** Where it stands in the sheet and the palette: the screen's name, or `Everywhere`. */
  readonly group: string;
  /** Keys in Mantine's words: `mod+Z`, `shift+?`, `ArrowLeft`; several mean the same. None: palette alone. */
  readonly keys?: readonly string[];
  readonly run: () => void;
  /** Commands that are not possible now are not offered. */
  readonly isEnabled?: boolean;
  /** Whether its keys also work while a field has the focus. */
  readonly worksInFields?: boolean;
}

interface CommandRegistry {
  readonly commands: ReadonlyMap<string, Command>;
}

/** Every command that the screens in front offer, newest last. */
export const useCommandRegistry = create<CommandRegistry>(() => ({ commands: new Map() }));

/** Offers a command for as long as the component is there: its keys, the sheet under `?`, and Ctrl K. */
export function useShortcut(command: Command): void {
  const id = useId();
  const latest = useRef(command);
  latest.current = command;
  const { id: menuId, label, group, isEnabled = true, worksInFields = false } = command;
  const keys = command.keys?.join(' ');
  useEffect(() => {
    if (!isEnabled) return;
    const entry: Command = {
      label,
      group,
      worksInFields,
      ...(menuId !== undefined && { id: menuId }),
      ...(keys !== undefined && { keys: keys.split(' ') }),
      // Through the reference, so that a new closure does not register again.
      run: () => latest.current.run(),
    };
    useCommandRegistry.setState(({ commands }) => ({ commands: new Map(commands).set(id, entry) }));
    return () =>
      useCommandRegistry.setState(({ commands }) => {
        const rest = new Map(commands);
        rest.delete(id);
        return { commands: rest };
      });
  }, [id, menuId, label, group, keys, isEnabled, worksInFields]);
}
