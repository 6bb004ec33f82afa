import { listFolder } from '#main/files/list-folder.ts';
import { aboutProgram, listEnginesApart } from '#main/services/program/about-program.ts';
import { changeSettings, readSettings } from '#main/services/program/settings.ts';
import { readViews, writeView } from '#main/services/program/views.ts';
import type { programMethods } from '#shared/contract/program/program-methods.ts';
import type { Handlers } from './handlers.ts';

export const programHandlers: Handlers<typeof programMethods> = {
  'core.about': async () => ({ ...aboutProgram(), engines: await listEnginesApart() }),
  'files.list': ({ folder }) => listFolder(folder),
  'job.list': ({ campaignId }, { jobs }) => jobs.list(campaignId),
  'job.cancel': ({ jobId }, { jobs }) => {
    jobs.cancel(jobId);
    return null;
  },
  'job.dismiss': ({ jobId }, { jobs }) => {
    jobs.dismiss(jobId);
    return null;
  },
  'settings.read': () => readSettings(),
  'settings.write': (changes, { announce }) => {
    const settings = changeSettings(changes);
    announce({ name: 'settings.changed' });
    return settings;
  },
  'view.read': () => readViews(),
  'view.write': ({ screen, campaignId, view }) => {
    writeView(screen, campaignId, view);
    return null;
  },
};
