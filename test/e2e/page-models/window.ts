import { expect, type Locator, type Page } from '@playwright/test';

export type Step = 'Space' | 'Limits' | 'Model' | 'Batches' | 'Contours' | 'Progress' | 'Journal';

/** What is around every screen: rail, header, notices. */
export class ContouristWindow {
  readonly page: Page;
  readonly rail: Locator;
  readonly notices: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rail = page.getByRole('navigation');
    this.notices = page.getByRole('alert');
  }

  async goTo(step: Step): Promise<void> {
    await this.rail.getByRole('button', { name: new RegExp(`^${step}`) }).click();
  }

  async expectCampaign(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
}
