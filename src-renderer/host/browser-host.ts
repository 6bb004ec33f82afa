// Runs in a browser's page: files are saved as downloads, and campaign files are on the core's machine, which may be
// another one, so that they are asked for by path.
import { askForCampaignPath } from './campaign-path-question.ts';
import type { Host } from './host.ts';

/** The host in a browser. */
export function createBrowserHost(): Host {
  return {
    kind: 'browser',
    pickCampaignFile: askForCampaignPath,
    async saveFile(name, data, mediaType) {
      const url = URL.createObjectURL(new Blob([data], { type: mediaType }));
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      // The browser has taken hold of the data by the next task at the latest.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      return true;
    },
    async openExternal(url) {
      window.open(url, '_blank', 'noopener,noreferrer');
    },
  };
}
