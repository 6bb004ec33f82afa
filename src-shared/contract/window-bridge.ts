import type { ClientMessage, CoreMessage } from './messages.ts';

/**
 * What Electron's preload offers to the window as `window.contourist`, and all of it. The browser host carries the
 * same messages as JSON, one to a text frame, over the WebSocket `/socket` of the address that served the page.
 */
export interface WindowBridge {
  /** Sends a message to the core; its answer comes to the subscribers, by its `id`. */
  call(message: ClientMessage): void;
  /** Hears every message from the core. @returns how to stop hearing */
  subscribe(listener: (message: CoreMessage) => void): () => void;
}
