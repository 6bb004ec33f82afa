import * as files from '#main/services/campaigns/campaign-file.ts';
import { missingLog } from '#main/services/campaigns/missing-log.ts';
import { missingLogText } from '#shared/domain/status-warning.ts';
import type { Terminal } from './terminal.ts';

/** `readCampaign` of the services, with a warning where the file is a copy that may lack steps. */
export function readCampaign<T>(
  terminal: Terminal,
  path: string,
  work: (campaign: files.ReadableCampaign) => T | Promise<T>,
): Promise<T> {
  return files.readCampaign(path, (campaign) => {
    warn(terminal, campaign);
    return work(campaign);
  });
}

/** `changeCampaign` of the services, with the same warning. */
export function changeCampaign<T>(
  terminal: Terminal,
  path: string,
  work: (campaign: files.WritableCampaign) => T | Promise<T>,
): Promise<T> {
  return files.changeCampaign(path, (campaign) => {
    warn(terminal, campaign);
    return work(campaign);
  });
}

function warn(terminal: Terminal, campaign: files.ReadableCampaign): void {
  const missing = missingLog(campaign);
  if (missing !== null) terminal.err(`warning: ${missingLogText(missing)}\n`);
}
