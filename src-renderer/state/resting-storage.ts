import type { PersistStorage, StorageValue } from 'zustand/middleware';

/** What is kept is written when it has not changed for so long: a slider changes a view with every frame. */
export const REST_MS = 500;

/**
 * The browser's storage for one store, in JSON: written at rest, and when the page goes. Where it is full or switched off
 * nothing is kept and nothing fails.
 */
export function createRestingStorage<State>(): PersistStorage<State> {
  let waiting: { readonly name: string; readonly value: StorageValue<State> } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWatching = false;

  const write = () => {
    clearTimeout(timer);
    if (waiting === null) return;
    const { name, value } = waiting;
    waiting = null;
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // The choices hold for as long as the window lives, and the next change tries again.
    }
  };

  return {
    getItem(name) {
      if (waiting?.name === name) return waiting.value;
      try {
        const text = localStorage.getItem(name);
        return text === null ? null : (JSON.parse(text) as StorageValue<State>);
      } catch {
        return null;
      }
    },
    setItem(name, value) {
      if (!isWatching) window.addEventListener('pagehide', write);
      isWatching = true;
      waiting = { name, value };
      clearTimeout(timer);
      timer = setTimeout(write, REST_MS);
    },
    removeItem(name) {
      clearTimeout(timer);
      waiting = null;
      localStorage.removeItem(name);
    },
  };
}
