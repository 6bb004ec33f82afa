import { z } from 'zod';
import { engineChoiceSchema } from '../../domain/fit-settings.ts';
import { jobWorkSchema } from '../../domain/job-work.ts';
import { quantitySchema } from '../../domain/quantity.ts';
import { JUDGING_PHASES, PROPOSAL_PHASES } from '../../domain/work-phase.ts';
import { defineMethods } from '../define-methods.ts';
import { wireErrorSchema } from '../errors.ts';
import { enginesResultSchema } from '../surrogates/engines.ts';

/** A folder of the core's machine, as the browser host's dialog shows it to choose a campaign file. */
export const folderListingSchema = z.object({
  /** Absolute, with links resolved. */
  folder: z.string(),
  /** Null at the top. */
  parent: z.string().nullable(),
  /** The user's own folder, where a dialog begins. */
  home: z.string(),
  /** Folders first, then campaign files, by name; hidden ones are left out. */
  entries: z.array(
    z.object({
      kind: z.enum(['folder', 'campaign']),
      name: z.string(),
      path: z.string(),
      /** ISO 8601. */
      changedAt: z.string(),
      sizeBytes: z.int(),
    }),
  ),
  /** Whether a campaign file can be made in it. */
  isWritable: z.boolean(),
});

export type FolderListing = z.infer<typeof folderListingSchema>;

/** What jobs are at: a fit, the parts of judging an iteration, and those of choosing a batch. */
const JOB_PHASES = ['fit', ...JUDGING_PHASES, ...PROPOSAL_PHASES] as const;

/**
 * Long work on a campaign. It belongs to the core, not to a window: a reload finds it again, and every window on the
 * campaign sees it. One runs at a time in each campaign, and beside it what stands back in the background.
 */
export const jobSchema = z.object({
  id: z.string(),
  campaignId: z.string(),
  kind: z.enum(['fit', 'propose', 'suggest-coordinates', 'refine']),
  /** What it does now. */
  work: jobWorkSchema,
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  progress: z.object({
    /** What it is at; null before it says so. */
    phase: z.enum(JOB_PHASES).nullable(),
    /** Which evaluation a fit is on, or `step 34 of 60`; null where there is nothing to count. */
    step: z.int().nullable(),
    /** Null where their number is not known beforehand. */
    steps: z.int().nullable(),
    /** From 0 to 1 over the whole job, growing with its time. */
    share: z.number().nullable(),
    secondsLeft: z.number().nullable(),
  }),
  /** −log L (with its priors) by evaluation, of the fits in it. */
  trace: z.array(z.object({ quantity: quantitySchema, evaluation: z.int(), value: z.number() })),
  /** The call that started it, to offer it again. */
  request: z.object({ method: z.string(), input: z.unknown() }),
  /** Why it failed. */
  error: wireErrorSchema.nullable(),
  /** What the call would have returned had it been short. */
  result: z.unknown(),
});

export type Job = z.infer<typeof jobSchema>;
export type JobKind = Job['kind'];
export type JobPhase = (typeof JOB_PHASES)[number];

/** What nobody waits for: it rests while another job of the campaign computes, and keeps none from starting. */
export function isInBackground({ kind }: Pick<Job, 'kind'>): boolean {
  return kind === 'refine';
}

/** What a method returns that starts a job. */
export const jobStartedSchema = z.object({ jobId: z.string() });

const choices = {
  theme: z.enum(['system', 'light', 'dark']),
  /** The colours of fields and series; the other sets stay apart under the common colour-vision deficiencies. */
  palette: z.enum(['standard', 'red-green-safe', 'blue-yellow-safe']),
  /** What fits run on unless they name an engine themselves. */
  engine: engineChoiceSchema,
  /** Threads of the native engines; null for one a core. */
  threads: z.int().min(1).max(1024).nullable(),
  /** How fits share the processor with other programs; a slider's answers never stand back. */
  priority: z.enum(['normal', 'polite', 'idle']),
  /** The decimal sign, and whether thousands are set apart. */
  numberFormat: z.object({ decimal: z.enum(['point', 'comma']), groupsThousands: z.boolean() }),
  /** In which unit masses and energies are shown on screens; campaigns and files keep their own. */
  energyUnit: z.enum(['campaign', 'GeV', 'TeV']),
  /** Where new campaigns and copies of samples go; null for the program's own folder. */
  campaignFolder: z.string().min(1).nullable(),
  /** Where exported batches, tables and figures go; null for beside the campaign. */
  exportFolder: z.string().min(1).nullable(),
  /** Whether the tour was taken or declined. */
  tourSeen: z.boolean(),
};

/** What the user has chosen for all campaigns. A choice that is missing or no longer known falls back by itself. */
export const settingsSchema = z.object({
  theme: choices.theme.default('system').catch('system'),
  palette: choices.palette.default('standard').catch('standard'),
  engine: choices.engine.default('auto').catch('auto'),
  threads: choices.threads.default(null).catch(null),
  priority: choices.priority.default('polite').catch('polite'),
  numberFormat: choices.numberFormat
    .default({ decimal: 'point', groupsThousands: true })
    .catch({ decimal: 'point', groupsThousands: true }),
  energyUnit: choices.energyUnit.default('campaign').catch('campaign'),
  campaignFolder: choices.campaignFolder.default(null).catch(null),
  exportFolder: choices.exportFolder.default(null).catch(null),
  tourSeen: choices.tourSeen.default(false).catch(false),
});

export type Settings = z.infer<typeof settingsSchema>;

/** What a screen shows of one campaign; its content is the window's alone. */
const viewSchema = z.record(z.string(), z.unknown());

export const programMethods = defineMethods({
  /** The program and what it can compute with. Loading the native engines takes a moment the first time. */
  'core.about': {
    input: z.object({}),
    output: z.object({ version: z.string(), user: z.string(), cores: z.int(), engines: enginesResultSchema }),
  },
  /** The folders and campaign files in a folder: by its absolute path, by `~/…`, or the user's own without one. */
  'files.list': { input: z.object({ folder: z.string().exactOptional() }), output: folderListingSchema },
  /** The jobs of a campaign that run or ended since it was opened, oldest first. */
  'job.list': { input: z.object({ campaignId: z.string() }), output: z.array(jobSchema) },
  /** Ends a running job within a second; what it has stored stays. */
  'job.cancel': { input: z.object({ jobId: z.string() }), output: z.null() },
  /** Forgets a job that has ended. */
  'job.dismiss': { input: z.object({ jobId: z.string() }), output: z.null() },
  'settings.read': { input: z.object({}), output: settingsSchema },
  /** Changes some choices; the others stay. Every window is told by `settings.changed`. */
  'settings.write': { input: z.strictObject(choices).partial(), output: settingsSchema },
  /** The views that were left, by screen and by campaign: a browser's own storage goes with the host's address. */
  'view.read': {
    input: z.object({}),
    output: z.record(z.string(), z.record(z.string(), viewSchema)),
  },
  'view.write': {
    input: z.object({ screen: z.string().max(100), campaignId: z.string().max(5000), view: viewSchema }),
    output: z.null(),
  },
});
