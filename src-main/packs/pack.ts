import type { z } from 'zod';
import type { OutputFile, OutputWork } from '#main/files/output-file.ts';
import type { BatchReport } from '#shared/contract/batches/batch.ts';
import type { Options } from '#shared/domain/options.ts';
import type { Quantity } from '#shared/domain/quantity.ts';

/** A batch as a pack gets it: plain data, every number with all of its digits. */
export interface BatchToPack {
  /** The campaign's name: any text at all. */
  readonly campaign: string;
  /** The free parameters, in the order of θ. */
  readonly parameters: readonly { readonly name: string; readonly unit: string | null }[];
  /** Values of the parameters that the campaign holds fixed, by name. */
  readonly fixed: Readonly<Record<string, number>>;
  /** The limits that are wanted of each point. */
  readonly quantities: readonly Quantity[];
  /** The points to be evaluated, at least one: those whose result is still to come. */
  readonly points: readonly PointToPack[];
  /** How the batch was chosen and the reasons for each of these points, as they are once it is exported. */
  readonly report: BatchReport;
}

export interface PointToPack {
  /** `b3-017`: unique in the campaign, and the same in every export. Results are joined by it. */
  readonly id: string;
  /** Values of the free parameters, in their own units and the campaign's order. */
  readonly theta: readonly number[];
}

/**
 * A way to hand out a batch: a folder of files for one system, and the way there and back where the pack knows it.
 * The registry lists all of them; window and command line offer what stands there.
 */
export interface Pack<Settings extends Options = Options> {
  /** How commands, campaign files and the journal name it: lower-case letters, digits and hyphens. Never changed. */
  readonly id: string;
  /** Its name for people: `HTCondor`. */
  readonly title: string;
  /** What it writes, in a few words. */
  readonly description: string;
  /** A flat object of texts, numbers, truth values and choices, each with a description; window and help show them. */
  readonly options: z.ZodType<Settings>;
  /**
   * The files of a batch: the same batch and options give the same files. Several files belong into one folder, named
   * after the batch: `batch-3/submit.sub`.
   *
   * @throws the signal's reason
   */
  files(batch: BatchToPack, options: Settings, work: OutputWork): Promise<OutputFile[]>;
  readonly delivery: Delivery<Settings>;
}

/** Who carries the files to where they are evaluated, and the results back. */
export type Delivery<Settings extends Options = Options> = UserDelivery | SystemDelivery<Settings>;

/** The user does both. */
export interface UserDelivery {
  readonly kind: 'user';
}

/**
 * The pack does both. It keeps nothing itself: what it needs to find its jobs again is in a handle, which stays in the
 * campaign file and outlives the program.
 */
export interface SystemDelivery<Settings extends Options = Options> {
  readonly kind: 'system';
  /**
   * Hands written files over to the system. Called again for the same folder, because the program ended before it had
   * the handle, it finds what it submitted and submits nothing twice.
   *
   * @param folder where the pack's files stand, as an absolute path; it stays until the results are collected
   * @param options those that the files were made with
   * @throws ContouristError `pack.submit_failed` with what the system said, `pack.unreachable`; what was submitted before
   *   goes on, and is found by the next call
   */
  submit(folder: string, batch: BatchToPack, options: Settings, work: OutputWork): Promise<Handle>;
  /**
   * How each submitted point stands.
   *
   * @throws ContouristError `pack.unreachable` where the system does not answer
   */
  status(handle: Handle, work: OutputWork): Promise<PointStatus[]>;
  /** What has come back so far. @throws ContouristError `pack.unreachable` */
  collect(handle: Handle, work: OutputWork): Promise<CollectedResults>;
  /** Submits some of the points again. @returns the handle that takes the place of the one before */
  resubmit(handle: Handle, ids: readonly string[], work: OutputWork): Promise<Handle>;
  /** Ends whatever still waits or runs; what has come back stays. @throws ContouristError `pack.unreachable` */
  cancel(handle: Handle, work: OutputWork): Promise<void>;
}

/** Whatever a pack needs to find its jobs again, as JSON; nobody else reads it. */
export type Handle = { readonly [key: string]: HandleValue };
type HandleValue = string | number | boolean | null | readonly HandleValue[] | Handle;

/** How a submitted point stands. */
export interface PointStatus {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'finished' | 'failed';
  /** Why it failed, in the system's words; null where it did not. */
  readonly reason: string | null;
}

/** Results of a submission. */
export interface CollectedResults {
  /**
   * A table with the columns id, status (`done` or `failed`), reason and one for each limit, for the import of results;
   * null where nothing has come back yet.
   */
  readonly table: { readonly name: string; readonly text: string } | null;
  /** Points whose evaluation failed and may succeed when it is submitted again. */
  readonly resubmittable: readonly string[];
  /** Cores times wall-clock seconds of the points that have come back, by id; without those that nobody measured. */
  readonly coreSeconds: ReadonlyMap<string, number>;
}
