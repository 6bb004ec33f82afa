import type { Page } from '@playwright/test';

/** A file that the window has saved. */
export interface SavedFile {
  readonly name: string;
  readonly content: Buffer;
}

/** A host that runs, and what a person does outside of its pages. */
export interface RunningApp {
  readonly kind: 'browser' | 'electron';
  /** Everything that windows have complained about on their consoles so far. */
  readonly complaints: string[];
  /** One more window, on a campaign file or on Home. */
  openWindow(file?: string): Promise<Page>;
  /** Does what raises the question for a campaign file, and answers with a path. */
  answerCampaignFile(page: Page, path: string, ask: () => Promise<void>): Promise<void>;
  /** Does what saves a file. */
  savedBy(page: Page, save: () => Promise<void>): Promise<SavedFile>;
  /** The process id of the core. */
  corePid(): number;
  /** Ends it as a person does; resolves when all of its processes are gone. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** The campaign file to show; without one, Home. */
  readonly file?: string;
  readonly readOnly?: boolean;
  /** More of the environment for the host. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface LaunchSurroundings extends LaunchOptions {
  /** Folder for settings and recent campaigns. */
  readonly home: string;
}

/** What stands behind a window's address to open a campaign file in it. */
export function openingFragment(path: string): string {
  return `#/open?${new URLSearchParams({ path })}`;
}
