import { expect, type Locator, type Page } from '@playwright/test';

/** The screen of what is proposed, why, and what came back. */
export class BatchesScreen {
  readonly page: Page;
  readonly way: Locator;

  constructor(page: Page) {
    this.page = page;
    this.way = page.getByRole('list', { name: 'Way of the batch' });
  }

  /** Asks for a batch and waits until it is there. */
  async propose(size: number): Promise<void> {
    await this.page.getByLabel('Points', { exact: true }).fill(String(size));
    await this.page.getByRole('button', { name: /^Propose batch/ }).click();
    await expect(this.page.getByRole('heading', { name: 'Proposal' })).toBeVisible({ timeout: 60_000 });
  }

  async freeze(): Promise<void> {
    await this.page.getByRole('button', { name: 'Freeze batch' }).click();
    await this.expectStage('frozen');
  }

  async expectStage(stage: string): Promise<void> {
    await expect(this.way.locator('[aria-current=step]')).toHaveText(new RegExp(stage, 'i'));
  }

  async exportAs(form: 'CSV' | 'JSON'): Promise<void> {
    await this.page.getByRole('toolbar').getByRole('button', { name: 'Export' }).click();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${form}`) }).click();
  }

  /** Gives a file of results, sees what it holds, and takes it. @param holds `['7 joined', '1 failed']` */
  async takeResults(name: string, text: string, holds: readonly string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'Import results' }).click();
    const asking = this.page.waitForEvent('filechooser');
    await this.page.getByText('Drop a file of results, or click to choose one').click();
    await (await asking).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    const drawer = this.page.getByRole('dialog', { name: `Results from ${name}` });
    const counts = drawer.getByRole('list', { name: 'What the file holds' });
    for (const count of holds) await expect(counts).toContainText(count);
    await drawer.getByRole('button', { name: /^Take/ }).click();
    await expect(drawer).toBeHidden();
  }
}
