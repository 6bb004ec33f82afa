import { readTextFile } from '#main/files/read-text-file.ts';
import {
  type CampaignEdit,
  definitionIn,
  editCampaign,
  previewEdit,
} from '#main/services/space/edit-campaign.ts';
import type { AddCommand } from '../add-command.ts';
import { definitionRemarks } from '../definition-remarks.ts';
import { changeCampaign, readCampaign } from '../open-campaign.ts';
import { counted, textTable } from '../text-table.ts';

const HELP = `
Bounds, scales, steps, constraints, coordinates, quantities, contour, stop, names, labels and units can change; the
free parameters stay, and so do fixed values once there are points. Points outside are kept and left out of the fit.`;

/** `contourist edit FILE --from campaign.yaml [--dry-run]` */
export const addEditCommand: AddCommand = (program, terminal) => {
  program
    .command('edit')
    .description('put another campaign.yaml in the place of the one a campaign was made from')
    .argument('<file>', 'the campaign file')
    .requiredOption('--from <campaign.yaml>', 'the whole definition as it shall be')
    .option('--dry-run', 'show what would change, change nothing')
    .addHelpText('after', HELP)
    .action(async (file: string, options: { from: string; dryRun?: true }) => {
      const edited = definitionIn(readTextFile(options.from));
      const edit = options.dryRun
        ? await readCampaign(terminal, file, (campaign) => previewEdit(campaign, edited))
        : await changeCampaign(terminal, file, (campaign) => editCampaign(campaign, edited));
      terminal.out(describe(edit, options.dryRun ?? false));
      terminal.err(definitionRemarks(edited.definition));
    });
};

function describe({ changes, points, pendingOutside }: CampaignEdit, isDryRun: boolean): string {
  if (changes.length === 0) return 'Nothing changes: the campaign says the same already.\n';
  const rows = changes.map(({ entry, before, after }) => [entry, show(before), show(after)]);
  const lines = [
    textTable([{ title: 'entry' }, { title: 'before' }, { title: 'after' }], rows),
    `${counted(points.leave, 'point')} now outside, ${counted(points.return, 'point')} back inside; `,
    `${counted(points.outside, 'point')} outside in all (kept, neither fitted nor proposed near).\n`,
  ];
  if (pendingOutside > 0)
    lines.push(`${counted(pendingOutside, 'requested point')} of open batches outside: veto them.\n`);
  if (isDryRun) lines.push('This was a dry run: nothing was changed.\n');
  return lines.join('');
}

function show(value: CampaignEdit['changes'][number]['before']): string {
  if (value === null) return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
