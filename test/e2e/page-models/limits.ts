import { expect, type Locator, type Page } from '@playwright/test';
import { dropFiles, type GivenFile } from './drop-files.ts';

/** The screen of points and of files on their way in. */
export class LimitsScreen {
  readonly page: Page;
  readonly table: Locator;
  readonly search: Locator;
  readonly drawer: Locator;
  readonly selection: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'Points' });
    this.search = page.getByRole('textbox', { name: 'Search or filter' });
    this.drawer = page.getByRole('dialog', { name: 'Import limits' });
    this.selection = page.getByRole('region', { name: 'Selected points' });
  }

  /** Gives files by the button and its file dialog. */
  async choose(files: readonly GivenFile[]): Promise<void> {
    const asking = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Import limits' }).click();
    await (await asking).setFiles(files.map(asPayload));
    await expect(this.drawer).toBeVisible();
  }

  /** Drops files on the middle of the window. */
  async drop(files: readonly GivenFile[]): Promise<void> {
    await dropFiles(this.page, files, 'Drop files to import their limits');
    await expect(this.drawer).toBeVisible();
  }

  /** What the bar at the foot of the drawer counts: `['3 new', '1 already here']`. */
  outcomes(): Locator {
    return this.drawer.getByRole('list', { name: /^What becomes of/ }).getByRole('listitem');
  }

  previewRow(line: number): Locator {
    return this.drawer.getByRole('row', { name: new RegExp(`^${line} `) });
  }

  async readColumnAs(column: string, role: RegExp): Promise<void> {
    await this.drawer.getByRole('button', { name: new RegExp(`^Column ${column}:`) }).click();
    await this.page.getByRole('option', { name: role }).click();
  }

  async set(field: string, choice: string): Promise<void> {
    await this.drawer.getByRole('combobox', { name: field }).click();
    await this.page.getByRole('option', { name: choice, exact: true }).click();
  }

  async import(label: RegExp): Promise<void> {
    await this.drawer.getByRole('button', { name: label }).click();
    await expect(this.drawer).toBeHidden();
  }

  async show(what: 'All' | 'Fitted' | 'Test' | 'Quarantine'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Points to show' }).getByText(what).click();
  }

  async expectCount(what: 'All' | 'Fitted' | 'Test' | 'Quarantine', count: string): Promise<void> {
    await expect(this.page.getByRole('radio', { name: `${what} ${count}`, exact: true })).toBeAttached();
  }

  point(id: number): Locator {
    return this.table
      .getByRole('row')
      .filter({ has: this.page.getByRole('checkbox', { name: `Select point ${id}`, exact: true }) });
  }

  async select(id: number, modifiers: 'Shift'[] = []): Promise<void> {
    await this.table.getByRole('checkbox', { name: `Select point ${id}`, exact: true }).click({ modifiers });
  }
}

function asPayload({ name, text }: GivenFile) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
}
