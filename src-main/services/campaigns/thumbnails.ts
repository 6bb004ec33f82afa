import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { z } from 'zod';
import { jsonFile } from '#main/files/json-file.ts';
import { cacheFolder } from '#main/files/user-folder.ts';
import type { ComputeClient } from '#main/fitting/compute/compute-client.ts';
import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { resolveCampaignPath } from '#main/store/campaign-path.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import { latestIteration } from '#main/store/iterations-repository.ts';
import { type Thumbnail, thumbnailSchema } from '#shared/contract/slices/slices-methods.ts';
import { openCompute } from '../program/open-compute.ts';
import { createSlicePlane } from '../slices/slice-plane.ts';
import { pointsNearSlice } from '../slices/slice-points.ts';
import { takeSliceView } from '../slices/take-slice-view.ts';
import { shownFits } from '../surrogates/shown-fits.ts';
import { readCampaign } from './campaign-file.ts';

/** A picture on disk, and the state of the campaign file that it shows. */
const keptSchema = z.object({
  version: z.literal(1),
  state: z.string(),
  thumbnail: thumbnailSchema.nullable(),
});

/** Pictures are made one after the other: a start page asks for all of them at once. */
const queue = new PQueue({ concurrency: 1 });

/** Serves that queue; it ends when nothing is left to do. */
let compute: ComputeClient | null = null;

queue.on('idle', () => {
  compute?.close();
  compute = null;
});

/**
 * The picture of a campaign file, from the cache where the file has not changed since.
 *
 * @returns null for a campaign that has not been fitted, or has one parameter
 * @throws ContouristError those of `openCampaignReadOnly`; the signal's reason
 */
export async function thumbnailOf(givenPath: string, { signal }: { readonly signal?: AbortSignal } = {}) {
  const path = resolveCampaignPath(givenPath);
  const file = jsonFile(() => join(cacheFolder(), 'thumbnails', `${sha256(path)}.json`), keptSchema, {
    version: 1 as const,
    state: '',
    thumbnail: null,
  });
  const state = stateOf(path);
  const kept = file.read();
  if (kept.state === state) return kept.thumbnail;
  return queue.add(async () => {
    signal?.throwIfAborted();
    compute ??= openCompute({ threads: 1 });
    const process = compute;
    const thumbnail = await readCampaign(path, (campaign) => drawThumbnail(campaign, process));
    file.change(() => ({ version: 1, state, thumbnail }));
    return thumbnail;
  });
}

/** The file and, while it is open somewhere, what has been written beside it: sizes and times of change. */
function stateOf(path: string): string {
  return [path, `${path}-wal`]
    .map((name) => statSync(name, { throwIfNoEntry: false }))
    .map((stats) => (stats === undefined ? '' : `${stats.size}@${stats.mtimeMs}`))
    .join(' ');
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The newest contour in the first two parameters, the others at mid-range. */
async function drawThumbnail(campaign: ReadableCampaign, process: ComputeClient): Promise<Thumbnail | null> {
  const [x, y] = readDefinition(campaign).parameters.map(({ name }) => name);
  if (latestIteration(campaign) === undefined || x === undefined || y === undefined) return null;
  const request = { x, y, fixed: {} };
  const { view } = await takeSliceView(campaign, process, {
    ...request,
    iteration: null,
    of: null,
    resolution: 'panel',
  });
  const { space, contour } = shownFits(campaign, 'latest');
  const plane = createSlicePlane(space, { ...request, grid: 2 });
  const { shown } = pointsNearSlice(campaign, plane, contour);
  const known = shown.filter(({ state }) => state === 'known');
  return { view, points: known.map(({ x, y, isExcluded }) => ({ x, y, isExcluded })) };
}
