import type { Client } from '#shared/contract/client.ts';
import { REST_MS } from './resting-storage.ts';

/** The part of a view store that keeping it needs. */
export interface KeptStore {
  readonly name: string;
  readonly getViews: () => Readonly<Record<string, object>>;
  /** Takes the views of campaigns that this window has not looked at yet. */
  readonly addViews: (views: Readonly<Record<string, object>>) => void;
  /** @returns how to stop hearing */
  readonly subscribe: (listener: () => void) => () => void;
}

const stores: KeptStore[] = [];
let attach: ((store: KeptStore) => void) | null = null;

/** Has a store's views kept by the core; also one whose screen is first shown later. */
export function keepViewsOf(store: KeptStore): void {
  stores.push(store);
  attach?.(store);
}

/**
 * Keeps all views with the core as well. The window's own storage is there at the first paint, but it goes with the
 * address that the host was given at its launch.
 */
export async function keepViewsWith(client: Client): Promise<void> {
  const known = await client.call('view.read', {});
  attach = (store) => {
    store.addViews(known[store.name] ?? {});
    writeWhenAtRest(client, store);
  };
  for (const store of stores) attach(store);
}

function writeWhenAtRest(client: Client, { name, getViews, subscribe }: KeptStore): void {
  let written = getViews();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const views = getViews();
    for (const [campaignId, view] of Object.entries(views)) {
      if (written[campaignId] === view) continue;
      // A view that could not be written now is written with its next change.
      client
        .call('view.write', { screen: name, campaignId, view: { ...view } })
        .catch(() => (written = { ...written, [campaignId]: {} }));
    }
    written = views;
  };
  subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, REST_MS);
  });
  window.addEventListener('pagehide', write);
}
