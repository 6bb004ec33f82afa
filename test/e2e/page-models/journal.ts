import type { Locator, Page } from '@playwright/test';

/** The screen of what happened, and of notes. */
export class JournalScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async addNote(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'New note on the campaign' }).fill(text);
    await this.page.getByRole('button', { name: 'Add note' }).click();
  }

  note(text: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: text });
  }
}
