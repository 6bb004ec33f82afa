import { readInputFile } from '#main/files/input-file.ts';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { readTableFile } from '#main/services/imports/table-file.ts';
import { withCompute } from '#main/services/program/with-compute.ts';
import { predictPoints } from '#main/services/surrogates/predict-points.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { unpredictedText } from '#shared/limit-files/unpredicted-reason.ts';
import type { AddCommand } from '../add-command.ts';
import { lowFidelityRemark } from '../low-fidelity-remark.ts';
import { readCampaign } from '../open-campaign.ts';
import { staleRemark } from '../stale-remark.ts';

const HELP = `
P.csv is CSV, TSV or JSON of records with columns named like the parameters. Q.csv has its columns plus, per fitted
quantity Q, mean_Q and sd_Q of ln mu (noise-free), p_excl_Q, entropy_Q (nats), extrapolated_Q (1 where the fit
extrapolates: s above half of its prior value, or far beyond all fitted points) and fidelity_Q (low where no
high-fidelity limit was fitted: what is said is said of the low fidelity alone); they are empty for points outside.
A surrogate that gives the probability alone has no mean_Q and sd_Q.`;

/** More reasons than these are summed up. */
const REASONS_SHOWN = 10;

/** `contourist predict FILE --points P.csv --out Q.csv` */
export const addPredictCommand: AddCommand = (program, terminal) => {
  program
    .command('predict')
    .description('what the current fits say about the points of a table')
    .argument('<file>', 'the campaign file')
    .requiredOption('--points <P.csv>', 'the points')
    .requiredOption('--out <Q.csv>', 'the file to write')
    .addHelpText('after', HELP)
    .action(async (file: string, { points, out }: { points: string; out: string }) => {
      const { table } = await readTableFile(readInputFile(points));
      const predictions = await readCampaign(terminal, file, (campaign) =>
        withCompute((compute, signal) => predictPoints(campaign, compute, table, { signal })),
      );
      const { csv, predicted, rejected, withoutLnMu, extrapolated, lowFidelityAlone } = predictions;
      writeFileAtomically(out, csv);
      const reasons = rejected
        .slice(0, REASONS_SHOWN)
        .map(({ line, reason }) => `  line ${line}: ${unpredictedText(reason)}\n`);
      const more = rejected.length - reasons.length;
      if (more > 0) reasons.push(`  and ${more} more\n`);
      const remarks = withoutLnMu.map(
        ({ quantity, surrogate }) =>
          `${quantity}: the surrogate (${surrogate}) gives no mean_${quantity} and sd_${quantity} of ln mu\n`,
      );
      if (extrapolated > 0) {
        remarks.push(
          `warning: ${extrapolated} of ${predicted} points are extrapolated (extrapolated_Q is 1)\n`,
        );
      }
      terminal.err(
        staleRemark(predictions) + lowFidelityRemark(lowFidelityAlone) + remarks.join('') + reasons.join(''),
      );
      const left = rejected.length === 0 ? '' : `, ${rejected.length} not`;
      terminal.out(`Wrote ${out}: ${predicted} ${predicted === 1 ? 'point' : 'points'} predicted${left}\n`);
      if (predicted === 0) {
        throw new ContouristError('predict.nothing', `No point of ${points} can be predicted.`, {
          hint: 'The reasons stand above.',
        });
      }
    });
};
