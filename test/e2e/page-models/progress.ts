import { expect, type Locator, type Page } from '@playwright/test';

/** The screen that answers whether one may stop. */
export class ProgressScreen {
  readonly page: Page;
  readonly verdict: Locator;

  constructor(page: Page) {
    this.page = page;
    this.verdict = page.getByRole('region', { name: 'Verdict' });
  }

  async setRule({ below, iterations }: { below: string; iterations: number }): Promise<void> {
    await this.page.getByRole('button', { name: 'Stop rule' }).click();
    const drawer = this.page.getByRole('dialog', { name: 'Stop rule' });
    await drawer.getByLabel('is below').fill(below);
    await drawer.getByLabel('for so many iterations running').fill(String(iterations));
    await drawer.getByRole('button', { name: 'Save rule' }).click();
    await expect(drawer).toBeHidden();
  }
}
