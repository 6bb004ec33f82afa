import { useSyncExternalStore } from 'react';
import { formatRoute, parseRoute, type Route } from './route.ts';

// The address's hash is the one place where the route is, so that a reload and the browser's buttons just work.

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

const readHash = (): string => window.location.hash;

/** Where the window is. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, readHash));
}

/** Goes to a screen; features use it for "Show them" and the like. */
export function navigate(route: Route): void {
  window.location.hash = formatRoute(route);
}
