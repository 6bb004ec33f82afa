import { readCampaign } from '#main/services/campaigns/campaign-file.ts';
import { campaignStatus } from '#main/services/iterations/campaign-status.ts';
import { type CampaignStatus, campaignStatusSchema } from '#shared/contract/iterations/status.ts';
import { statusWarningText } from '#shared/domain/status-warning.ts';
import { missingTexts } from '#shared/domain/stop-rule.ts';
import type { AddCommand } from '../add-command.ts';
import { statusText, verdictText } from '../status-text.ts';
import { printJson } from '../terminal.ts';

const HELP = `
entropy: of the exclusion, averaged over the allowed volume, at most ln 2; p: share of the volume that undecided;
changed: share that changed sides since the iteration before; moved: of the contour since then, as a share of the
parameters' ranges; s/band: the model's uncertainty on the contour over that of the expected limit; left-out: limits
predicted from all others; test error: share of the test points on the wrong side, and the model's own claim of it.`;

/** `contourist status FILE [--json]` */
export const addStatusCommand: AddCommand = (program, terminal) => {
  program
    .command('status')
    .description('how sharp the contour is by iteration, whether to stop, how many points are still needed')
    .argument('<file>', 'the campaign file')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (file: string, { json }: { readonly json?: true }) => {
      const status = await readCampaign(file, campaignStatus);
      if (json) printJson(terminal, jsonOf(campaignStatusSchema.parse(status)));
      else terminal.out(statusText(status));
    });
};

/** The codes, each with the sentence that the terminal shows, and the verdict. */
function jsonOf(status: CampaignStatus): object {
  return {
    ...status,
    verdict: verdictText(status),
    missing: status.stop === null ? [] : missingTexts(status.stop),
    warnings: status.warnings.map((warning) => ({ ...warning, text: statusWarningText(warning) })),
  };
}
