import { expect, type Locator, type Page } from '@playwright/test';

export type Step = 'Space' | 'Limits' | 'Model' | 'Batches' | 'Contours' | 'Progress' | 'Journal';

/** What is around every screen: rail, header, notices. */
export class ContouristWindow {
  readonly page: Page;
  readonly rail: Locator;
  readonly notices: Locator;
  /** The running job in the header. */
  readonly job: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rail = page.getByRole('navigation');
    this.notices = page.getByRole('alert').or(page.getByRole('status'));
    this.job = page.getByRole('region', { name: 'Running job' });
  }

  async goTo(step: Step): Promise<void> {
    await this.rail.getByRole('button', { name: new RegExp(`^${step}`) }).click();
  }

  async expectCampaign(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  async expectIteration(iteration: number, options: { timeout?: number } = {}): Promise<void> {
    await expect(this.page.getByText(`Iteration ${iteration}`, { exact: true })).toBeVisible(options);
  }

  /** Ends the running job as a person does. */
  async cancelJob(): Promise<void> {
    await this.job.getByRole('button', { name: 'Cancel' }).click();
    await expect(this.job).toBeHidden();
  }
}
