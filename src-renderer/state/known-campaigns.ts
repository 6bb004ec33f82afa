import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

interface KnownCampaigns {
  /** The file behind each campaign id that this window has opened, so that it can be opened again. */
  readonly files: Readonly<Record<string, { readonly path: string; readonly readOnly: boolean }>>;
}

/** Campaigns that this window has open. It survives a reload, and a core that was started again. */
export const useKnownCampaigns = create<KnownCampaigns>()(
  persist((): KnownCampaigns => ({ files: {} }), {
    name: 'contourist.open-campaigns',
    storage: createJSONStorage(() => sessionStorage),
  }),
);

export function rememberCampaign(campaignId: string, file: { path: string; readOnly: boolean }): void {
  useKnownCampaigns.setState(({ files }) => ({ files: { ...files, [campaignId]: file } }));
}
