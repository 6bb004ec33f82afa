import type { z } from 'zod';
import type { OpenForWriting } from '#main/core/campaign-registry.ts';
import { createBatchAdvisor } from '#main/services/batches/batch-advisor.ts';
import { batchDetail } from '#main/services/batches/batch-detail.ts';
import {
  freezeBatch,
  giveUpPoints,
  markPointsRunning,
  resetFailedPoints,
} from '#main/services/batches/change-batch-states.ts';
import { dropBatch } from '#main/services/batches/drop-batch.ts';
import { editBatch } from '#main/services/batches/edit-batch.ts';
import { confirmExport, exportBatch, packBatch } from '#main/services/batches/export-batch.ts';
import { listBatches } from '#main/services/batches/list-batches.ts';
import { listPacks } from '#main/services/batches/list-packs.ts';
import { proposeAgain } from '#main/services/batches/propose-again.ts';
import { numberOfNextBatch, proposeBatch } from '#main/services/batches/propose-batch.ts';
import type { ProposeOptions } from '#main/services/batches/propose-points.ts';
import { thetaOfParameters } from '#main/services/batches/read-chosen-points.ts';
import { importResults, previewResults } from '#main/services/batches/results/import-results.ts';
import { campaignDefinition } from '#main/services/campaigns/campaign-file.ts';
import { loadSentMapping } from '#main/services/imports/read-limit-file.ts';
import { exportFolder } from '#main/services/program/settings.ts';
import type { BatchDetail, batchesMethods } from '#shared/contract/batches/batches-methods.ts';
import { wishOfMapping, wishOfTheory } from '#shared/limit-files/table-wish.ts';
import { reportFits } from './fit-progress.ts';
import type { ApiContext, Handlers } from './handlers.ts';
import { openUpload } from './open-upload.ts';
import { startRefinement } from './start-refinement.ts';

export const batchesHandlers: Handlers<typeof batchesMethods> = {
  'batch.list': ({ campaignId }, { campaigns }) => listBatches(campaigns.get(campaignId).campaign),
  'batch.describe': ({ campaignId, batch }, { campaigns }) =>
    batchDetail(campaigns.get(campaignId).campaign, batch),
  'batch.propose': (input, context) => startProposal(input, context),
  'batch.edit': async ({ campaignId, batch, veto, reason, pin, release, add }, { campaigns, signal }) => {
    const { writable, interactive } = campaigns.getWritable(campaignId);
    const advisor = createBatchAdvisor(writable, interactive, { signal });
    const chosen = add.map((parameters) => thetaOfParameters(writable, parameters));
    await editBatch(writable, batch, { veto, vetoReason: reason, pin, release, add: chosen }, advisor);
    return batchDetail(writable, batch);
  },
  'batch.drop': ({ campaignId, batch }, { campaigns }) => {
    dropBatch(campaigns.getWritable(campaignId).writable, batch);
    return {};
  },
  'batch.freeze': (input, context) => change(input, context, freezeBatch),
  'batch.packs': () => listPacks(),
  'batch.file': async ({ campaignId, batch, ...wanted }, { campaigns, signal }) => {
    const { campaign } = campaigns.get(campaignId);
    const { files, ids } = await packBatch(campaign, batch, wanted, { signal });
    const [file, ...others] = files;
    return {
      file:
        file === undefined || others.length > 0
          ? null
          : {
              name: file.name,
              mediaType: file.mediaType,
              base64: Buffer.from(file.content).toString('base64'),
            },
      folder: exportFolder(campaign.path),
      ids: [...ids],
    };
  },
  'batch.confirmExport': ({ pack, options, to, ids, ...input }, context) =>
    change(input, context, (campaign, batch) => confirmExport(campaign, batch, { pack, options, to, ids })),
  'batch.export': ({ campaignId, batch, folder, pack, options }, { campaigns, signal }) =>
    exportBatch(campaigns.getWritable(campaignId).writable, batch, folder, {
      packs: [{ pack, options }],
      signal,
    }),
  'batch.markRunning': ({ ids, ...input }, context) =>
    change(input, context, (campaign, batch) => markPointsRunning(campaign, batch, ids)),
  'batch.resetFailed': ({ ids, ...input }, context) =>
    change(input, context, (campaign, batch) => resetFailedPoints(campaign, batch, ids)),
  'batch.giveUp': ({ ids, reason, ...input }, context) =>
    change(input, context, (campaign, batch) => giveUpPoints(campaign, batch, ids, reason)),
  'batch.previewResults': async (input, { campaigns }) => {
    const { file, mapping } = await openResults(input);
    return previewResults(campaigns.get(input.campaignId).campaign, file, mapping, joinOptions(input));
  },
  'batch.importResults': async (input, { campaigns }) => {
    const { file, mapping } = await openResults(input);
    return importResults(campaigns.getWritable(input.campaignId).writable, file, mapping, joinOptions(input));
  },
};

/** Changes a batch in one step and says what it is like then. */
function change(
  { campaignId, batch }: { readonly campaignId: string; readonly batch: number },
  { campaigns }: ApiContext,
  work: (campaign: OpenForWriting['writable'], batch: number) => unknown,
): BatchDetail {
  const { writable } = campaigns.getWritable(campaignId);
  work(writable, batch);
  return batchDetail(writable, batch);
}

async function openResults({
  file,
  format,
  mapping,
  theory,
}: z.output<(typeof batchesMethods)['batch.importResults']['input']>) {
  const opened = await openUpload(file, { format, ...wishOfMapping(mapping) });
  const theoryFile = theory && (await openUpload(theory, mapping === null ? {} : wishOfTheory(mapping)));
  return { file: opened, mapping: loadSentMapping(mapping, theoryFile) };
}

function joinOptions({
  batch,
  tolerance,
}: {
  readonly batch: number | null;
  readonly tolerance: number | null;
}) {
  return { batch: batch ?? undefined, tolerance: tolerance ?? undefined };
}

/** What the fits take of a job that has to fit first. */
const FIT_SHARE = 0.8;

function startProposal(
  input: z.output<(typeof batchesMethods)['batch.propose']['input']>,
  context: ApiContext,
): { jobId: string } {
  const { campaigns, jobs } = context;
  const { campaignId, again, seed, size, method, fidelity, failures } = input;
  const { writable, compute } = campaigns.getWritable(campaignId);
  const number = again ?? numberOfNextBatch(writable);
  const proposing = { code: 'proposing', batch: number } as const;
  return jobs.start({
    campaignId,
    kind: 'propose',
    work: proposing,
    request: { method: 'batch.propose', input },
    run: async ({ signal, report }) => {
      const { quantities } = campaignDefinition(writable);
      let fitShare = 0;
      const ofFits = reportFits(quantities.length, ({ share, ...rest }) =>
        report({ ...rest, ...(share !== undefined && { share: share * FIT_SHARE }) }),
      );
      const options: ProposeOptions = {
        signal,
        ...ofFits,
        onFit: () => {
          fitShare = FIT_SHARE;
        },
        onProposing: ({ phase, share }) =>
          report({ work: proposing, phase, step: null, share: fitShare + (1 - fitShare) * share }),
      };
      const wanted = { size, method, fidelity, failures, seed: seed ?? number };
      try {
        return again === null
          ? await proposeBatch(writable, compute, wanted, options)
          : await proposeAgain(writable, compute, again, wanted, options);
      } finally {
        startRefinement(context, campaignId);
      }
    },
  });
}
