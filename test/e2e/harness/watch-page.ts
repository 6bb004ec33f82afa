import type { Page } from '@playwright/test';

/** Passes on what a page complains about: errors that nobody caught, and what the console calls an error. */
export function watchPage(page: Page, complain: (text: string) => void): void {
  page.on('pageerror', (error) => complain(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()}`);
  });
}
