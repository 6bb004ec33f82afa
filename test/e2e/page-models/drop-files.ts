import { expect, type Page } from '@playwright/test';

/** A file as a person gives it. */
export interface GivenFile {
  readonly name: string;
  readonly text: string;
}

/** Drops files on the middle of the window, where `invitation` shows while they hang over it. */
export async function dropFiles(page: Page, files: readonly GivenFile[], invitation: string): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name, { type: 'text/csv' }));
    return data;
  }, files);
  await page.locator('html').dispatchEvent('dragenter', { dataTransfer: transfer });
  const zone = page.getByText(invitation);
  await expect(zone).toBeVisible();
  await zone.dispatchEvent('drop', { dataTransfer: transfer });
}
