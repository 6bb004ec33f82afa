import { expect, type Locator, type Page } from '@playwright/test';

/** The screen of the batches. */
export class BatchesScreen {
  readonly page: Page;
  readonly points: Locator;
  readonly list: Locator;
  readonly map: Locator;
  readonly stage: Locator;

  constructor(page: Page) {
    this.page = page;
    this.points = page.getByRole('table', { name: 'Points' });
    this.list = page.getByRole('table', { name: 'Batches' });
    this.map = page.getByRole('img', { name: /^The batch over/ });
    this.stage = page.getByRole('list', { name: 'Way of the batch' }).locator('[aria-current=step]');
  }

  /** The row of a point by its number. */
  point(ordinal: number): Locator {
    return this.points.getByRole('row', { name: new RegExp(`^${ordinal} `) });
  }

  /** Asks for a batch, and waits until its points are there. */
  async propose({ size, method }: { size: number; method: string }): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Points' }).fill(String(size));
    await this.page.getByRole('combobox', { name: 'Method' }).click();
    await this.page.getByRole('option', { name: new RegExp(`^${method}`) }).click();
    await this.page.getByRole('button', { name: /^Propose/ }).click();
    await expect(this.point(size)).toBeVisible({ timeout: 60_000 });
  }

  async veto(ordinal: number, reason: string): Promise<void> {
    await this.point(ordinal)
      .getByRole('button', { name: `Veto point ${ordinal}` })
      .click();
    await this.page.getByRole('textbox', { name: `Why not point ${ordinal}?` }).fill(reason);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses a file of results in the drawer. */
  async openResults(path: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Import results' }).click();
    const drawer = this.page.getByRole('dialog', { name: /results/i });
    await drawer.locator('input[type=file]').setInputFiles(path);
    return this.page.getByRole('dialog', { name: /^Results from/ });
  }

  async exportAs(form: 'CSV' | 'JSON'): Promise<void> {
    await this.page.getByRole('toolbar').getByRole('button', { name: 'Export' }).click();
    const atOnce = new RegExp(`^${form} (?!with options)`);
    await this.page.getByRole('menuitem', { name: atOnce }).click();
  }

  /** Gives a file of results, sees what it holds, and takes it. @param holds `['7 joined', '1 failed']` */
  async takeResults(path: string, holds: readonly string[]): Promise<void> {
    const drawer = await this.openResults(path);
    for (const count of holds) {
      await expect(drawer.getByRole('list', { name: 'What the file holds' })).toContainText(count);
    }
    await drawer.getByRole('button', { name: /^Take/ }).click();
    await expect(drawer).toBeHidden();
  }
}
