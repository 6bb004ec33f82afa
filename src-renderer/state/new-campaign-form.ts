import { create } from 'zustand';

/** Whether the form for a new campaign is open: Home shows it, and every screen and the host's menu can ask for it. */
export const useNewCampaignForm = create<{ isOpen: boolean }>(() => ({ isOpen: false }));

export const showNewCampaignForm = (isOpen: boolean): void => useNewCampaignForm.setState({ isOpen });
