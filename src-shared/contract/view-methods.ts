import { z } from 'zod';
import { defineMethods } from './define-methods.ts';

/** What a screen shows of one campaign; its content is the window's alone. */
const viewSchema = z.record(z.string(), z.unknown());

export const viewMethods = defineMethods({
  /** The views that were left, by screen and by campaign: a browser's own storage goes with the host's address. */
  'view.read': {
    input: z.object({}),
    output: z.record(z.string(), z.record(z.string(), viewSchema)),
  },
  'view.write': {
    input: z.object({ screen: z.string(), campaignId: z.string(), view: viewSchema }),
    output: z.null(),
  },
});
