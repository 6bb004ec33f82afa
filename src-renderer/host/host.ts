import type { Client } from '#shared/contract/client.ts';

/** What the program around the window does for it; each host does it by its own means. */
export interface Host {
  readonly kind: 'electron' | 'browser';
  /**
   * Asks the user for a campaign file: one to open, or where a new one shall stand.
   *
   * @returns its absolute path on the core's machine; null when the user changed their mind
   */
  pickCampaignFile(options: { purpose: 'open' | 'create'; suggestedName?: string }): Promise<string | null>;
  /**
   * Asks the user for a folder that files go to.
   *
   * @param options.suggested where the choice begins, as an absolute path on the core's machine
   * @returns its absolute path on the core's machine; null when the user changed their mind
   */
  pickFolder(options: { title: string; suggested: string }): Promise<string | null>;
  /** Saves a file where the user says, or where the browser puts downloads. @returns false when they changed their mind */
  saveFile(name: string, data: Blob | string, mediaType: string): Promise<boolean>;
  /** Opens an https address outside this window. */
  openExternal(url: string): Promise<void>;
}

/** How the window stands with the core. */
export type Connection = 'open' | 'lost';

/** Tells when the way to the core breaks and when it is there again. */
export interface ConnectionWatch {
  current(): Connection;
  /** @returns how to stop hearing */
  subscribe(listener: () => void): () => void;
}

/** Everything that the renderer knows of the world outside. */
export interface Surroundings {
  readonly client: Client;
  readonly host: Host;
  readonly connection: ConnectionWatch;
}
