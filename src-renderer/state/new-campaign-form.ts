import { create } from 'zustand';

interface NewCampaignForm {
  readonly isOpen: boolean;
  /** A file to fill it in from: a campaign.yaml, or limits. */
  readonly file: File | null;
}

/** Whether the form for a new campaign is open: Home shows it, and every screen and the host's menu can ask for it. */
export const useNewCampaignForm = create<NewCampaignForm>(() => ({ isOpen: false, file: null }));

export const showNewCampaignForm = (isOpen: boolean, file: File | null = null): void =>
  useNewCampaignForm.setState({ isOpen, file });
