import { expect, type Locator, type Page } from '@playwright/test';

/** The space: its form, and beside it what the changes in it would do. */
export class SpaceScreen {
  readonly page: Page;
  readonly changes: Locator;

  constructor(page: Page) {
    this.page = page;
    this.changes = page.getByRole('complementary', { name: 'Changes' });
  }

  bound(which: 'Lower' | 'Upper', parameter: number): Locator {
    return this.page.getByLabel(`${which} bound of parameter ${parameter}`, { exact: true });
  }

  line(kind: 'constraint' | 'coordinate', number: number): Locator {
    return this.page.getByLabel(`${kind} ${number}`, { exact: true });
  }

  async addLine(kind: 'constraint' | 'coordinate', number: number, text: string): Promise<void> {
    await this.page.getByRole('button', { name: `Add a ${kind}` }).click();
    await this.line(kind, number).fill(text);
  }

  async expectEffect(text: RegExp): Promise<void> {
    await expect(this.changes.getByRole('list', { name: 'What the changes do' })).toContainText(text);
  }

  async apply(): Promise<void> {
    await this.changes.getByRole('button', { name: 'Apply' }).click();
    await expect(this.changes.getByText('Nothing is changed')).toBeVisible();
  }
}
