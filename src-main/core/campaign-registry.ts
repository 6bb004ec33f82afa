import { createHash } from 'node:crypto';
import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import { openCompute } from '#main/services/program/open-compute.ts';
import type { ReadableCampaign, WritableCampaign } from '#main/store/campaign-connection.ts';
import { resolveCampaignPath } from '#main/store/campaign-path.ts';
import { openCampaign, openCampaignReadOnly } from '#main/store/database.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { type ReadOnlyReason, readOnlyText } from '#shared/domain/read-only-reason.ts';
import { announcing } from './announcing-campaign.ts';
import { RecentAnswers } from './recent-answers.ts';

/** A campaign that is open in the core, for all windows that show it. */
export interface OpenCampaign {
  readonly campaignId: string;
  readonly campaign: ReadableCampaign;
  /** The same campaign where it may be changed; null when it is read-only. */
  readonly writable: WritableCampaign | null;
  /** Why it is read-only. */
  readonly readOnlyReason: ReadOnlyReason | null;
  /** Runs the jobs. */
  readonly compute: ComputeClient;
  /** Answers the windows at once, whatever job runs. */
  readonly interactive: ComputeClient;
  /** What the windows asked lately and took long. */
  readonly recent: RecentAnswers;
}

/** An open campaign that may be changed. */
export interface OpenForWriting extends OpenCampaign {
  readonly writable: WritableCampaign;
}

/** Errors of opening for writing after which the file can still be read. */
const READABLE_YET = [
  'campaign.locked',
  'campaign.hard_linked',
  'campaign.disk_full',
  'campaign.not_writable',
  'file.not_writable',
];

/** The campaigns that are open in this process, by the id that every window gives. */
export class CampaignRegistry {
  readonly #open = new Map<string, OpenCampaign>();
  readonly #onChanged: (campaignId: string) => void;

  /** @param onChanged told after every finished step in a campaign */
  constructor(onChanged: (campaignId: string) => void) {
    this.#onChanged = onChanged;
  }

  /**
   * Opens a campaign file, or finds it open. One that may not be written (another process has it, a read-only mount, a full disk)
   * opens read-only, with the reason; asked for again when that is over, it opens for writing.
   *
   * @throws ContouristError those of `openCampaignReadOnly`
   */
  open(givenPath: string, { readOnly = false } = {}): OpenCampaign {
    const path = resolveCampaignPath(givenPath);
    const campaignId = campaignIdOf(path, readOnly);
    const known = this.#open.get(campaignId);
    if (known && (readOnly || known.writable !== null)) return known;
    const connection = this.#connect(path, readOnly);
    if (known && connection.writable === null) {
      connection.campaign.close();
      return known;
    }
    // What kept it from being written is over.
    if (known) this.close(campaignId);
    const opened = {
      campaignId,
      ...connection,
      ...computeClients(),
      recent: new RecentAnswers(),
    };
    this.#open.set(campaignId, opened);
    return opened;
  }

  /** The same file may be open for reading in another window, which follows what is written. */
  #announce(path: string): void {
    for (const { campaignId, campaign } of this.#open.values()) {
      if (campaign.path === path) this.#onChanged(campaignId);
    }
  }

  #connect(path: string, readOnly: boolean): Pick<OpenCampaign, 'campaign' | 'writable' | 'readOnlyReason'> {
    let readOnlyReason: ReadOnlyReason = { code: 'opened-for-reading' };
    if (!readOnly) {
      try {
        const writable = announcing(openCampaign(path, { keepsHistory: true }), () => this.#announce(path));
        return { campaign: writable, writable, readOnlyReason: null };
      } catch (error) {
        if (!(error instanceof ContouristError) || !READABLE_YET.includes(error.code)) throw error;
        readOnlyReason = { code: 'not-writable', error: error.code, message: error.message };
      }
    }
    return { campaign: openCampaignReadOnly(path), writable: null, readOnlyReason };
  }

  /** @throws ContouristError `campaign.not_open` */
  get(campaignId: string): OpenCampaign {
    const found = this.#open.get(campaignId);
    if (found) return found;
    throw new ContouristError('campaign.not_open', 'This campaign is not open any more.', {
      hint: 'Open it again from the list of campaigns.',
    });
  }

  /**
   * @throws ContouristError `campaign.not_open`, `campaign.read_only`
   */
  getWritable(campaignId: string): OpenForWriting {
    const found = this.get(campaignId);
    if (found.writable) return { ...found, writable: found.writable };
    const why = readOnlyText(found.readOnlyReason ?? { code: 'opened-for-reading' });
    throw new ContouristError('campaign.read_only', `This campaign is read-only: ${why}`, {
      hint: 'Make a copy to change it.',
    });
  }

  list(): OpenCampaign[] {
    return [...this.#open.values()];
  }

  /** Closes a campaign for all windows; one that is not open is closed already. */
  close(campaignId: string): void {
    const found = this.#open.get(campaignId);
    if (!found) return;
    this.#open.delete(campaignId);
    found.compute.close();
    found.interactive.close();
    found.campaign.close();
  }

  closeAll(): void {
    for (const { campaignId } of this.list()) this.close(campaignId);
  }
}

function computeClients(): Pick<OpenCampaign, 'compute' | 'interactive'> {
  return { compute: openCompute(), interactive: openCompute({ isInteractive: true }) };
}

/** The same file has the same id in every window and after a restart; opened only for reading it has another. */
function campaignIdOf(path: string, readOnly: boolean): string {
  const name = readOnly ? `${path}\0read-only` : path;
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}
