import type { ClientMessage, CoreMessage } from '#shared/contract/messages.ts';

/** From the host's process to the core process; `connection` is the number of a window. */
export type SupervisorToCore =
  | { readonly kind: 'connect'; readonly connection: number }
  | { readonly kind: 'disconnect'; readonly connection: number }
  | { readonly kind: 'message'; readonly connection: number; readonly message: ClientMessage }
  /** Close everything and end. */
  | { readonly kind: 'end' };

/** From the core process: a message for one window. */
export interface CoreToSupervisor {
  readonly connection: number;
  readonly message: CoreMessage;
}
