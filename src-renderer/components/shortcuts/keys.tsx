import { Kbd } from '@mantine/core';
import { keyNames } from './key-names.ts';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The keys of a shortcut as a small cap, beside the button that does the same. */
export function Keys({ keys }: { keys: string }) {
  return <Kbd>{keyNames(keys, isMac)}</Kbd>;
}

/** The same as text, for `aria-keyshortcuts` and tooltips. */
export function keysText(keys: string): string {
  return keyNames(keys, isMac);
}
