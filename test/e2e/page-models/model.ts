import { expect, type Locator, type Page } from '@playwright/test';

/** A thousand points take some seconds, and a minute on a machine that is busy. */
export const FIT_MS = 120_000;

/** The screen of the surrogate. */
export class ModelScreen {
  readonly page: Page;
  readonly hyperparameters: Locator;
  readonly quantity: Locator;

  constructor(page: Page) {
    this.page = page;
    this.hyperparameters = page.getByRole('table');
    this.quantity = page.getByRole('radiogroup', { name: 'Quantity' });
  }

  async choosePreset(preset: 'default' | 'paper'): Promise<void> {
    await this.page.getByRole('radiogroup').getByText(preset, { exact: true }).click();
  }

  /** Presses the button that fits, whatever it is called now. */
  async startFit(): Promise<void> {
    await this.page.getByRole('toolbar').getByRole('button', { name: /^Fit/ }).click();
  }

  /** Fits, and waits for the end of the job. */
  async fit(): Promise<void> {
    await this.startFit();
    await expect(this.page.getByText(/^Fit of iteration/)).toBeVisible({ timeout: FIT_MS });
    await expect(this.page.getByRole('button', { name: /^Cancel/ })).toHaveCount(0, { timeout: FIT_MS });
  }

  chart(name: RegExp): Locator {
    return this.page.getByRole('img', { name });
  }
}
