import type { ApiContext } from '#main/api/handlers.ts';
import { answer } from '#main/api/router.ts';
import { CANCELLED, toWireError } from '#shared/contract/errors.ts';
import type { CoreEvent } from '#shared/contract/events.ts';
import type { ClientMessage, CoreMessage } from '#shared/contract/messages.ts';
import { CampaignRegistry } from './campaign-registry.ts';
import { Jobs } from './jobs.ts';

/** One window's end of the core. */
export interface CoreConnection {
  receive(message: ClientMessage): void;
  /** The window is gone: its unanswered calls are cancelled. Jobs and open campaigns stay. */
  close(): void;
}

export interface Core {
  /** @param send carries messages to the window */
  connect(send: (message: CoreMessage) => void): CoreConnection;
  /** Cancels all jobs and closes all campaigns. */
  close(): Promise<void>;
}

/** Several steps in a row (an import and its journal line) are announced together. */
const ANNOUNCE_AFTER_MS = 20;

/** The core: open campaigns, their jobs, and the answers to every window's calls. */
export function startCore(): Core {
  const windows = new Set<(message: CoreMessage) => void>();
  const emit = (event: CoreEvent) => {
    for (const send of windows) send({ kind: 'event', event });
  };
  const campaigns = new CampaignRegistry(announceTogether(emit));
  const jobs = new Jobs(emit);

  return {
    connect(send) {
      windows.add(send);
      const calls = new Map<number, AbortController>();

      async function call(id: number, method: string, input: unknown): Promise<void> {
        const controller = new AbortController();
        calls.set(id, controller);
        const context: ApiContext = { campaigns, jobs, signal: controller.signal, announce: emit };
        try {
          send({ kind: 'result', id, output: await answer(method, input, context) });
        } catch (error) {
          const wire = toWireError(error, 'core.failed');
          send({ kind: 'error', id, error: controller.signal.aborted ? { ...wire, code: CANCELLED } : wire });
        } finally {
          calls.delete(id);
        }
      }

      return {
        receive(message) {
          if (message.kind === 'cancel') calls.get(message.id)?.abort();
          else void call(message.id, message.method, message.input);
        },
        close() {
          windows.delete(send);
          for (const controller of calls.values()) controller.abort();
        },
      };
    },

    async close() {
      for (const { campaignId } of campaigns.list()) await jobs.closeCampaign(campaignId);
      campaigns.closeAll();
    },
  };
}

function announceTogether(emit: (event: CoreEvent) => void): (campaignId: string) => void {
  const waiting = new Set<string>();
  return (campaignId) => {
    if (waiting.has(campaignId)) return;
    waiting.add(campaignId);
    setTimeout(() => {
      waiting.delete(campaignId);
      emit({ name: 'campaign.changed', campaignId });
    }, ANNOUNCE_AFTER_MS);
  };
}
