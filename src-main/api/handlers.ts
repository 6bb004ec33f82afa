import type { z } from 'zod';
import type { CampaignRegistry } from '#main/core/campaign-registry.ts';
import type { Jobs } from '#main/core/jobs.ts';
import type { MethodMap } from '#shared/contract/define-methods.ts';
import type { CoreEvent } from '#shared/contract/events.ts';

/** What every handler works with. */
export interface ApiContext {
  readonly campaigns: CampaignRegistry;
  readonly jobs: Jobs;
  /** Raised when the caller has cancelled the call, or is gone. */
  readonly signal: AbortSignal;
  /** Tells every window. */
  announce(event: CoreEvent): void;
}

/** One handler for each of a feature's methods: thin, over the services. */
export type Handlers<Map extends MethodMap> = {
  readonly [Name in keyof Map]: (
    input: z.output<Map[Name]['input']>,
    context: ApiContext,
  ) => z.output<Map[Name]['output']> | Promise<z.output<Map[Name]['output']>>;
};
