import { expect, type Locator, type Page } from '@playwright/test';

/** The list of campaigns: those opened before, the samples, and the form for a new one. */
export class HomeScreen {
  readonly page: Page;
  readonly recents: Locator;
  readonly samples: Locator;

  constructor(page: Page) {
    this.page = page;
    this.recents = page.getByRole('region', { name: 'Recent' });
    this.samples = page.getByRole('region', { name: 'Samples' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'All campaigns' }).click();
  }

  async openSample(name: string): Promise<void> {
    await this.samples.getByRole('button', { name: new RegExp(`^Open a copy of ${name}`) }).click();
  }

  recent(name: string): Locator {
    return this.recents.getByRole('article').filter({ hasText: name });
  }

  async removeFromList(name: string): Promise<void> {
    await this.recent(name).hover();
    await this.recent(name)
      .getByRole('button', { name: /^More for/ })
      .click();
    await this.page.getByRole('menuitem', { name: 'Remove from this list' }).click();
  }

  async startNew(): Promise<NewCampaignForm> {
    await this.page.getByRole('button', { name: 'New campaign' }).click();
    return new NewCampaignForm(this.page.getByRole('dialog', { name: 'New campaign' }));
  }
}

export interface ParameterToType {
  readonly name: string;
  readonly tex?: string;
  readonly unit?: string;
  readonly lower: string;
  readonly upper: string;
  readonly step?: string;
}

export class NewCampaignForm {
  readonly dialog: Locator;

  constructor(dialog: Locator) {
    this.dialog = dialog;
  }

  async name(name: string): Promise<void> {
    await this.dialog.getByLabel('Name', { exact: true }).fill(name);
  }

  async parameter(number: number, { name, tex, unit, lower, upper, step }: ParameterToType): Promise<void> {
    const field = (label: string) =>
      this.dialog.getByLabel(`${label} of parameter ${number}`, { exact: true });
    await field('Name').fill(name);
    if (tex !== undefined) await field('TeX').fill(tex);
    if (unit !== undefined) await field('Unit').fill(unit);
    await field('Lower bound').fill(lower);
    await field('Upper bound').fill(upper);
    if (step !== undefined) await field('Step').fill(step);
  }

  /** Fits these limits and seeks the contour of all of them. */
  async seek(quantities: readonly string[]): Promise<void> {
    for (const quantity of ['expected', 'expected +1σ', 'expected −1σ', 'observed']) {
      const isWanted = quantities.includes(quantity);
      await this.dialog.getByLabel(`Fit ${quantity}`, { exact: true }).setChecked(isWanted);
      if (!isWanted) continue;
      await this.dialog.getByLabel(`Seek the contour of ${quantity}`, { exact: true }).setChecked(true);
    }
  }

  async create(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Create', exact: true }).click();
  }

  async expectProblem(text: string): Promise<void> {
    await expect(this.dialog.getByText(text)).toBeVisible();
  }

  async expectFile(pattern: RegExp): Promise<void> {
    await expect(this.dialog.getByLabel('Campaign file')).toHaveValue(pattern);
  }
}
