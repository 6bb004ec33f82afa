import { expect, type Locator, type Page } from '@playwright/test';

/** The screen of the contours. */
export class ContoursScreen {
  readonly page: Page;
  readonly exportButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.exportButton = page.getByRole('toolbar').getByRole('button', { name: 'Export' });
  }

  /** Waits until the slice is drawn. */
  async expectSlice(): Promise<void> {
    await expect(this.exportButton).toBeEnabled({ timeout: 60_000 });
  }

  async exportAs(form: 'SVG' | 'PDF' | 'PNG' | 'CSV'): Promise<void> {
    await this.exportButton.click();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${form}(?!,)`) }).click();
  }
}
