import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { keepViewsOf } from './kept-views.ts';
import { createRestingStorage } from './resting-storage.ts';

/** The choices of one screen for every campaign: which axes, which layers, which tab. */
interface ViewState<View extends object> {
  readonly defaults: View;
  readonly byCampaign: Readonly<Record<string, Partial<View>>>;
}

export type ViewStore<View extends object> = UseBoundStore<StoreApi<ViewState<View>>>;

/**
 * Keeps a screen's view choices by campaign, over restarts of the window and of the program. Views hold choices alone: data live in
 * queries, and what an edit changes lives in the campaign.
 *
 * @param name of the screen, unique: the key in the browser's storage
 * @param defaults of a campaign that was never looked at
 */
export function createViewStore<View extends object>(name: string, defaults: View): ViewStore<View> {
  const useStore = create<ViewState<View>>()(
    persist((): ViewState<View> => ({ defaults, byCampaign: {} }), {
      name: `contourist.view.${name}`,
      storage: createRestingStorage<Pick<ViewState<View>, 'byCampaign'>>(),
      partialize: ({ byCampaign }) => ({ byCampaign }),
    }),
  );
  keepViewsOf({
    name,
    getViews: () => useStore.getState().byCampaign,
    addViews: (views) =>
      useStore.setState(({ byCampaign }) => ({
        byCampaign: { ...(views as Record<string, Partial<View>>), ...byCampaign },
      })),
    subscribe: (listener) => useStore.subscribe(listener),
  });
  return useStore;
}

/** The view of a campaign, with defaults where nothing was chosen, and how to change a part of it. */
export function useView<View extends object>(
  useStore: ViewStore<View>,
  campaignId: string,
): readonly [View, (change: Partial<View>) => void] {
  const defaults = useStore((state) => state.defaults);
  const stored = useStore((state) => state.byCampaign[campaignId]);
  const change = (part: Partial<View>) =>
    useStore.setState(({ byCampaign }) => ({
      byCampaign: { ...byCampaign, [campaignId]: { ...byCampaign[campaignId], ...part } },
    }));
  return [{ ...defaults, ...stored }, change];
}
