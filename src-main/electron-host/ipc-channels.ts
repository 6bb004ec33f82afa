/** From a window to the main process: one message of the contract. */
export const CALL_CHANNEL = 'contourist:call';
/** From the main process to a window: one message of the contract. */
export const MESSAGE_CHANNEL = 'contourist:message';
/** From a window to the main process: the path of a campaign file that was dropped on it. */
export const DROP_CHANNEL = 'contourist:drop';
