import { z } from 'zod';
import { defineMethods } from './define-methods.ts';

/**
 * What only the program around the window can do. Electron's main process answers these itself, and the core never
 * hears of them; in a browser the window answers them with the browser's own means.
 */
export const hostMethods = defineMethods({
  /** Asks for a campaign file: one that exists, or where a new one shall stand. Null when the user changes their mind. */
  'host.pickCampaignFile': {
    input: z.object({ purpose: z.enum(['open', 'create']), suggestedName: z.string().exactOptional() }),
    output: z.object({ path: z.string() }).nullable(),
  },
  /** Asks for a folder that files go to. Null when the user changes their mind. */
  'host.pickFolder': {
    input: z.object({ title: z.string(), suggested: z.string() }),
    output: z.object({ path: z.string() }).nullable(),
  },
  /** Saves a file where the user says; false when they change their mind. */
  'host.saveFile': {
    input: z.object({ name: z.string(), mediaType: z.string(), base64: z.base64() }),
    output: z.boolean(),
  },
  /** Opens an https address in the system's browser. */
  'host.openExternal': { input: z.object({ url: z.url({ protocol: /^https$/ }) }), output: z.null() },
});
