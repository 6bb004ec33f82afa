import { SCREEN_NAMES, type ScreenName } from './screen-names.ts';

/** Where the window is: a screen, of a campaign or of none. */
export interface Route {
  readonly campaignId: string | null;
  readonly screen: ScreenName;
}

export const HOME: Route = { campaignId: null, screen: 'home' };

/** The route in an address's hash: `#/c/<campaignId>/contours`, `#/settings`; anything else is Home. */
export function parseRoute(hash: string): Route {
  const [first = '', second = '', third = ''] = hash.replace(/^#\/?/, '').split('/');
  const screen = (name: string): ScreenName | undefined => SCREEN_NAMES.find((known) => known === name);
  if (first !== 'c') return { campaignId: null, screen: screen(first) === 'settings' ? 'settings' : 'home' };
  if (second === '') return HOME;
  return { campaignId: decodeURIComponent(second), screen: screen(third) ?? 'contours' };
}

export function formatRoute({ campaignId, screen }: Route): string {
  if (campaignId !== null) return `#/c/${encodeURIComponent(campaignId)}/${screen}`;
  return screen === 'home' ? '#/' : `#/${screen}`;
}
