import { readInputFile } from '#main/files/input-file.ts';
import { createBatchAdvisor } from '#main/services/batches/batch-advisor.ts';
import { markPointsRunning, resetFailedPoints } from '#main/services/batches/change-batch-states.ts';
import { describeBatch } from '#main/services/batches/describe-batch.ts';
import { dropBatch } from '#main/services/batches/drop-batch.ts';
import { type BatchEdit, editBatch } from '#main/services/batches/edit-batch.ts';
import { numberOfLatestBatch } from '#main/services/batches/list-batches.ts';
import { readChosenPointsTable } from '#main/services/batches/read-chosen-points.ts';
import { readTableFile } from '#main/services/imports/table-file.ts';
import { withCompute } from '#main/services/program/with-compute.ts';
import { batchReportSchema } from '#shared/contract/batches/batch.ts';
import type { AddCommand } from '../add-command.ts';
import { batchJson, batchText } from '../batch-text.ts';
import { changeCampaign, readCampaign } from '../open-campaign.ts';
import { parseCount } from '../option-values.ts';
import { printJson, type Terminal } from '../terminal.ts';

interface Options {
  readonly batch?: number;
  readonly veto?: string[];
  readonly pin?: string[];
  readonly add?: string;
  readonly reset?: string[] | true;
  readonly running?: string[] | true;
  readonly drop?: true;
  readonly json?: true;
}

const HELP = `
Before a batch is exported vetoed points are replaced by the next best; afterwards it only shrinks. Points added by hand
come on top of the size asked for. Failed points are not proposed again unless they are reset.`;

/** `contourist batch FILE [--batch K] [--veto ID…] [--pin ID…] [--add P.csv] [--reset [ID…]] [--running [ID…]] [--drop] [--json]` */
export const addBatchCommand: AddCommand = (program, terminal) => {
  program
    .command('batch')
    .description('show a batch, or change it: veto, pin, add, reset')
    .argument('<file>', 'the campaign file')
    .option('--batch <number>', 'which batch (default: the latest)', parseCount)
    .option('--veto <id...>', 'points that are not to be evaluated')
    .option('--pin <id...>', 'points that are; a vetoed one comes back')
    .option('--add <points.csv>', 'points chosen by hand, a column per parameter')
    .option('--reset [id...]', 'give failed points another chance (all of them without ids)')
    .option('--running [id...]', 'the grid has these points (all requested ones without ids)')
    .option('--drop', 'take the batch back; only before it is exported')
    .option('--json', 'print the batch as JSON')
    .addHelpText('after', HELP)
    .action(async (file: string, options: Options) => {
      if (options.drop) {
        const dropped = await changeCampaign(terminal, file, (campaign) => {
          const batch = options.batch ?? numberOfLatestBatch(campaign);
          dropBatch(campaign, batch);
          return batch;
        });
        if (options.json) printJson(terminal, { dropped });
        else terminal.out(`Batch ${dropped} is dropped.\n`);
        return;
      }
      const report = isChange(options)
        ? await change(terminal, file, options)
        : await readCampaign(terminal, file, (campaign) =>
            describeBatch(campaign, options.batch ?? numberOfLatestBatch(campaign)),
          );
      if (options.json) printJson(terminal, batchJson(batchReportSchema.parse(report)));
      else terminal.out(batchText(report));
    });
};

function isChange({ veto, pin, add, reset, running }: Options): boolean {
  return [veto, pin, add, reset, running].some((option) => option !== undefined);
}

/** Resets and runs first, then vetoes, pins and adds: what a person means by giving both. */
function change(
  terminal: Terminal,
  file: string,
  { batch: wanted, veto = [], pin = [], add, reset, running }: Options,
) {
  return changeCampaign(terminal, file, async (campaign) => {
    const batch = wanted ?? numberOfLatestBatch(campaign);
    if (reset !== undefined) resetFailedPoints(campaign, batch, idsOf(reset));
    if (running !== undefined) markPointsRunning(campaign, batch, idsOf(running));
    const chosen =
      add === undefined
        ? []
        : readChosenPointsTable(campaign, (await readTableFile(readInputFile(add))).table);
    const edit: BatchEdit = { veto, pin, add: chosen };
    if (veto.length + pin.length + chosen.length === 0) return describeBatch(campaign, batch);
    return withCompute((compute, signal) =>
      editBatch(campaign, batch, edit, createBatchAdvisor(campaign, compute, { signal })),
    );
  });
}

function idsOf(option: string[] | true): string[] {
  return option === true ? [] : option;
}
