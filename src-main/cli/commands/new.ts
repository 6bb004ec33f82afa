import { readTextFile } from '#main/files/read-text-file.ts';
import { newCampaign } from '#main/services/campaigns/new-campaign.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { AddCommand } from '../add-command.ts';
import { definitionRemarks } from '../definition-remarks.ts';

const HELP = `
campaign.yaml:
  name: Dark Higgs, s(bb) + MET
  parameters:
    - { name: m_zp, label: "m_{Z'}", unit: GeV, lower: 500, upper: 5000, step: 5 }
    - { name: m_dm, unit: GeV, lower: 100, upper: 1200 }
    - { name: gx, label: "g_\\\\chi", lower: 0.5, upper: 2.0, scale: log }
  fixed: { gq: 0.25 }
  constraints: ["m_dm < 0.5 * m_zp"]
  coordinates: ["m_zp", "m_zp - 2*m_dm", "ln(gx)"]
  quantities: [exp, exp_p1, exp_m1, obs]
  contour: exp
  stop: { metric: entropy, below: 0.005, for: 2 }
Required are name, parameters (name, lower, upper), quantities and contour.`;

/** `contourist new FILE --from campaign.yaml` */
export const addNewCommand: AddCommand = (program, terminal) => {
  program
    .command('new')
    .description('make a campaign file; one that exists is never overwritten')
    .argument('<file>', 'the campaign file to make (name.contourist)')
    .requiredOption('--from <campaign.yaml>', 'what the campaign explores and asks')
    .addHelpText('after', HELP)
    .action((file: string, options: { from: string }) => {
      const definition = newCampaign(file, readTextFile(options.from));
      terminal.out(describe(file, definition));
      terminal.err(definitionRemarks(definition));
    });
};

function describe(file: string, { name, parameters, constraints, contour }: CampaignDefinition): string {
  const axes = parameters.map(({ name, lower, upper, unit, scale }) => {
    const details = [unit, scale === 'log' ? 'log' : undefined].filter((part) => part !== undefined);
    return `${name} ${lower} to ${upper}${details.length > 0 ? ` ${details.join(', ')}` : ''}`;
  });
  const rules = constraints.length === 0 ? '' : `, where ${constraints.join(' and ')}`;
  return `Made ${file}: ${name}\n  ${axes.join('; ')}${rules}\n  contour: ${contour.join(', ')}\n`;
}
