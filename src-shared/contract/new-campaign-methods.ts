import { z } from 'zod';
import { campaignDefinitionSchema } from '../domain/campaign-definition.ts';
import { defineMethods } from './define-methods.ts';

export const newCampaignMethods = defineMethods({
  /** Where a campaign of that name would go: a file that does not exist, in the folder for campaigns. */
  'campaign.suggestPath': { input: z.object({ name: z.string() }), output: z.object({ path: z.string() }) },
  /** Makes a campaign file. One that exists is never overwritten; the ending .contourist is added where it is missing. */
  'campaign.create': {
    input: z.object({ path: z.string().min(1), definition: campaignDefinitionSchema }),
    output: z.object({ path: z.string() }),
  },
});
