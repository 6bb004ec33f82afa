import { getHotkeyHandler } from '@mantine/hooks';
import { useEffect } from 'react';
import { useCommandRegistry } from './shortcut-registry.ts';

/**
 * Runs the commands whose keys are pressed. The newest of two with the same key wins: it is in front. Under an open
 * dialog or drawer only those run that work in fields: the others belong to the screen behind it.
 */
export function useShortcutKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const isElsewhere = isField(event.target) || isInDialog(event.target);
      const commands = [...useCommandRegistry.getState().commands.values()].reverse();
      for (const { keys = [], worksInFields = false, run } of commands) {
        if (isElsewhere && !worksInFields) continue;
        if (!keys.some((key) => isPressed(key, event))) continue;
        event.preventDefault();
        run();
        return;
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isPressed(key: string, event: KeyboardEvent): boolean {
  let pressed = false;
  getHotkeyHandler([[key, () => (pressed = true), { preventDefault: false }]])(event);
  return pressed;
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[aria-modal="true"]') !== null;
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'range', 'button'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}
