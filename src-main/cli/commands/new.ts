import { readInputFile } from '#main/files/input-file.ts';
import { newCampaignFrom } from '#main/services/campaigns/new-campaign.ts';
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
Required are name, parameters (name, lower, upper), quantities and contour.

From a file of limits it drafts the same: a parameter for every column of numbers beside the limits, between its smallest
and its largest value. What it made is printed; contourist edit changes bounds, scales and labels.`;

/** `contourist new FILE --from campaign.yaml` */
export const addNewCommand: AddCommand = (program, terminal) => {
  program
    .command('new')
    .description('make a campaign file; one that exists is never overwritten')
    .argument('<file>', 'the campaign file to make (name.contourist)')
    .requiredOption(
      '--from <file>',
      'campaign.yaml: what the campaign explores and asks; or limits to draft it from',
    )
    .option(
      '--table <table>',
      'the table of limits that is meant where the file has several: its name or number',
    )
    .addHelpText('after', HELP)
    .action(async (file: string, options: { from: string; table?: string }) => {
      const input = readInputFile(options.from);
      const { definition, drafted } = await newCampaignFrom(file, input, options.table);
      terminal.out(describe(file, definition));
      if (drafted !== null) terminal.out(describeDraft(file, options.from, drafted, definition));
      terminal.err(definitionRemarks(definition));
    });
};

/** What was taken for a parameter, and what comes next. */
function describeDraft(
  file: string,
  from: string,
  columns: Readonly<Record<string, string>>,
  { fixed }: CampaignDefinition,
): string {
  const parts = Object.entries(columns).map(([name, column]) =>
    name === column ? name : `${name} from ${JSON.stringify(column)}`,
  );
  const held = Object.entries(fixed).map(([name, value]) => `${name} = ${value}`);
  const same = held.length === 0 ? '' : ` Fixed, as they have one value: ${held.join(', ')}.`;
  return (
    `Drafted from the columns of ${from}: ${parts.join(', ')}. The bounds are its smallest and largest values.${same}\n` +
    `Nothing is imported yet: contourist import ${file} ${from}\n`
  );
}

function describe(file: string, { name, parameters, constraints, contour }: CampaignDefinition): string {
  const axes = parameters.map(({ name, lower, upper, unit, scale }) => {
    const details = [unit, scale === 'log' ? 'log' : undefined].filter((part) => part !== undefined);
    return `${name} ${lower} to ${upper}${details.length > 0 ? ` ${details.join(', ')}` : ''}`;
  });
  const rules = constraints.length === 0 ? '' : `, where ${constraints.join(' and ')}`;
  return `Made ${file}: ${name}\n  ${axes.join('; ')}${rules}\n  contour: ${contour.join(', ')}\n`;
}
