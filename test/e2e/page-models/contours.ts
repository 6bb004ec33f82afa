import { expect, type Locator, type Page } from '@playwright/test';

/** The screen of the contours. */
export class ContoursScreen {
  readonly page: Page;
  readonly exportButton: Locator;
  /** The slice; its name says which contours it has. */
  readonly slice: Locator;
  readonly cut: Locator;
  readonly legend: Locator;
  /** The small slices. */
  readonly panels: Locator;

  constructor(page: Page) {
    this.page = page;
    this.slice = page.getByRole('img', { name: /^Slice in / });
    this.cut = page.getByRole('slider', { name: /^Cut at / });
    this.legend = page.getByRole('list', { name: 'Legend' });
    this.panels = page.getByRole('button', { name: /^Slice at / });
    this.exportButton = page.getByRole('toolbar').getByRole('button', { name: 'Export' });
  }

  /** Waits until the slice is drawn. */
  async expectSlice(): Promise<void> {
    await expect(this.exportButton).toBeEnabled({ timeout: 60_000 });
  }

  /** Puts the pointer at a place of the slice's frame, from its left lower corner. */
  async point(across: number, up: number): Promise<void> {
    const surface = this.slice.locator('xpath=following-sibling::*[name()="rect"]');
    const frame = await surface.first().boundingBox();
    if (frame === null) throw new Error('The slice is not there.');
    await this.page.mouse.move(frame.x + across * frame.width, frame.y + (1 - up) * frame.height);
  }

  /** A value of the panel for the pointer: `Entropy`. */
  reading(name: string): Locator {
    return this.page.locator('dl > div').filter({ hasText: name }).locator('dd');
  }

  async exportAs(form: 'SVG' | 'PDF' | 'PNG' | 'CSV'): Promise<void> {
    await this.exportButton.click();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${form}(?!,)`) }).click();
  }

  /** Saves all small slices on one page. */
  async exportAllSlices(): Promise<void> {
    await this.exportButton.click();
    await this.page.getByRole('menuitem', { name: /^SVG, one page/ }).click();
  }
}
