// Runs in Electron's window: dialogs are native, asked of the main process by the same messages as the core's methods.
import type { z } from 'zod';
import type { Client } from '#shared/contract/client.ts';
import type { hostMethods } from '#shared/contract/host-methods.ts';
import type { Host } from './host.ts';
import { base64Of } from './read-upload.ts';

type HostMethods = typeof hostMethods;

/** The main process takes these names out of the messages that it carries, so that the core's client does not know them. */
type HostCall = <Name extends keyof HostMethods>(
  method: Name,
  input: z.input<HostMethods[Name]['input']>,
) => Promise<z.output<HostMethods[Name]['output']>>;

/** The host inside Electron. */
export function createElectronHost(client: Client): Host {
  const call = client.call as unknown as HostCall;
  return {
    kind: 'electron',
    async pickCampaignFile(options) {
      const picked = await call('host.pickCampaignFile', options);
      return picked?.path ?? null;
    },
    async pickFolder(options) {
      const picked = await call('host.pickFolder', options);
      return picked?.path ?? null;
    },
    async saveFile(name, data, mediaType) {
      return call('host.saveFile', { name, mediaType, base64: await base64Of(new Blob([data])) });
    },
    async openExternal(url) {
      await call('host.openExternal', { url });
    },
  };
}
