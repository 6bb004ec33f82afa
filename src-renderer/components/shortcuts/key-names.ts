/** What the keys of a shortcut are called on this keyboard: `mod+shift+Z` is `Ctrl Shift Z`, on a Mac `⌘ ⇧ Z`. */
export function keyNames(keys: string, isMac: boolean): string {
  return keys
    .split('+')
    .map((key) => (isMac ? MAC_NAMES[key] : PC_NAMES[key]) ?? COMMON_NAMES[key] ?? key)
    .filter((key, index, all) => !(key === (isMac ? '⇧' : 'Shift') && all[index + 1] === '?'))
    .join(isMac ? '\u2009' : ' ');
}

const COMMON_NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Space: 'space',
  ' ': 'space',
};
const MAC_NAMES: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' };
const PC_NAMES: Readonly<Record<string, string>> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', ctrl: 'Ctrl' };
