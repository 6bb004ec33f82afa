import { copySample, listSamples, readSampleThumbnail } from '#main/services/samples.ts';
import type { samplesMethods } from '#shared/contract/samples-methods.ts';
import type { Handlers } from './handlers.ts';

export const samplesHandlers: Handlers<typeof samplesMethods> = {
  'samples.list': () => listSamples(),
  'samples.thumbnail': ({ id }) => readSampleThumbnail(id),
  'samples.copy': ({ id, reuse }) => ({ path: copySample(id, { reuse }) }),
};
