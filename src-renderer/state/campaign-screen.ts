/** What every screen of a campaign is given. Home and Settings work without one. */
export interface CampaignScreenProps {
  readonly campaignId: string;
}
