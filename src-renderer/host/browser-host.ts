// Runs in a browser's page: files are saved as downloads; campaign files and folders are on the core's machine, which
// may be another one, so that they are asked for by path.
import type { Host } from './host.ts';
import { askForPath } from './path-question.ts';

/** The host in a browser. */
export function createBrowserHost(): Host {
  return {
    kind: 'browser',
    pickCampaignFile: ({ purpose, suggestedName }) =>
      askForPath({
        purpose,
        title: purpose === 'create' ? 'Where the campaign goes' : 'Open a campaign',
        ...(suggestedName !== undefined && { suggested: suggestedName }),
      }),
    pickFolder: (options) => askForPath({ purpose: 'folder', ...options }),
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
