import type { Page } from '@playwright/test';

/** Collects what a page complains about: errors that nobody caught, and what the console calls an error. */
export function watchPage(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
}
