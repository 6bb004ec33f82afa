import { readFileSync } from 'node:fs';
import { Option } from 'commander';
import { asInputFile, readInputFile } from '#main/files/input-file.ts';
import { readTextFile } from '#main/files/read-text-file.ts';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { campaignOfSpace, readSteeringRequest } from '#main/services/batches/steering/read-steering.ts';
import {
  LOSSES,
  type Loss,
  type Suggestion,
  suggestPoints,
} from '#main/services/batches/steering/suggest-points.ts';
import { withCompute } from '#main/services/program/with-compute.ts';
import { ACQUISITION_METHODS, type AcquisitionMethod } from '#shared/domain/acquisition-method.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { decodeText } from '#shared/formats/decode-text.ts';
import type { AddCommand } from '../add-command.ts';
import { parseCount, parseSeed } from '../option-values.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly stdin?: true;
  readonly output?: string;
  readonly space?: string;
  readonly size: number;
  readonly maxPoints?: number;
  readonly method: AcquisitionMethod;
  readonly loss: Loss;
  readonly seed?: number;
}

const HELP = `
The steering step of an active-learning loop that somebody else runs, such as iDDS behind PanDA (phpo). The request holds
all that the loop knows, and nothing is kept between calls:

  {"points": [[{"m_zd": 20, "eps": 0.001}, 1.4], [{"m_zd": 30, "eps": 0.01}, null]],
   "opt_space": {"m_zd": {"method": "uniform", "dimension": {"low": 15, "high": 55}},
                 "eps": {"method": "loguniform", "dimension": {"low": 1e-4, "high": 0.1}}}}

A loss is the 95 % CL upper limit on the signal strength (--loss ln_mu: its logarithm); null is a point that is still
out, NaN one whose evaluation failed. The answer is a list of points, [{"m_zd": 41.2, "eps": 0.0007}, …]; [] ends the
loop. For phpo: --steeringExec 'contourist suggest %IN --output %OUT --size %NUM_POINTS'.`;

/** `contourist suggest (REQUEST.json | --stdin) --size N [--space campaign.yaml] [--method …] [--output FILE] …` */
export const addSuggestCommand: AddCommand = (program, terminal) => {
  program
    .command('suggest')
    .description('choose the next points for a loop that runs elsewhere (iDDS, PanDA)')
    .argument('[request]', 'a file with the points so far, as JSON')
    .option('--stdin', 'read the request from standard input')
    .option('--output <file>', 'write the points there and not to standard output')
    .option(
      '--space <campaign.yaml>',
      'the space with constraints and coordinates (default: opt_space of the request)',
    )
    .requiredOption('--size <number>', 'how many points', parseCount)
    .option(
      '--max-points <number>',
      'end the loop at so many points, those of the request counted',
      parseCount,
    )
    .addOption(
      new Option('--method <rule>', 'the rule that chooses')
        .choices(ACQUISITION_METHODS)
        .default(ACQUISITION_METHODS[0]),
    )
    .addOption(new Option('--loss <kind>', 'what a loss is').choices(LOSSES).default(LOSSES[0]))
    .addOption(
      new Option(
        '--seed <number>',
        'seed of the candidates (default: the number of points in the request)',
      ).argParser(parseSeed),
    )
    .addHelpText('after', HELP)
    .action((request: string | undefined, options: Options) => suggest(terminal, request, options));
};

async function suggest(terminal: Terminal, request: string | undefined, options: Options): Promise<void> {
  const { name, text } = requestText(request, options.stdin === true);
  const { points, space } = readSteeringRequest(text, name);
  const definition =
    options.space === undefined
      ? campaignOfSpace(space)
      : parseCampaignYaml(readTextFile(options.space).text, options.space);
  const size = Math.min(
    options.size,
    Math.max(0, (options.maxPoints ?? Number.POSITIVE_INFINITY) - points.length),
  );
  const { method, loss, seed = points.length } = options;
  const suggestion =
    size === 0
      ? null
      : await withCompute((compute, signal) =>
          suggestPoints(definition, points, { size, method, loss, seed }, compute, signal),
        );
  const answer = `${JSON.stringify(suggestion?.points ?? [])}\n`;
  if (options.output === undefined) terminal.out(answer);
  else writeFileAtomically(options.output, answer);
  terminal.err(
    suggestion === null ? `The loop ends: it has ${points.length} points.\n` : remarkOf(suggestion, seed),
  );
}

function requestText(request: string | undefined, isPiped: boolean): { name: string; text: string } {
  if ((request === undefined) !== isPiped) {
    throw new ContouristError('usage.one_request', 'Name the file of the request, or give --stdin.', {
      blame: 'usage',
    });
  }
  const name = request ?? 'standard input';
  const { bytes } = request === undefined ? asInputFile(name, readFileSync(0)) : readInputFile(request);
  return { name, text: decodeText(bytes, name) };
}

/** What the numbers rest on: the answer itself has no room for it. */
function remarkOf({ points, counts, isShort }: Suggestion, seed: number): string {
  const { fitted, pending, failed, outside } = counts;
  const parts = [
    `${fitted} fitted`,
    ...(pending > 0 ? [`${pending} still out`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(outside > 0 ? [`${outside} outside the space, not used`] : []),
  ];
  const short = isShort ? ' No other place is free.' : '';
  return `${points.length} points suggested (seed ${seed}); of those given ${parts.join(', ')}.${short}\n`;
}
