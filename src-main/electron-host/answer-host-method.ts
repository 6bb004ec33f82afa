import { extname, join, resolve } from 'node:path';
import { app, BrowserWindow, dialog, shell, type WebContents } from 'electron';
import type { z } from 'zod';
import { defaultCampaignFolder } from '#main/files/user-folder.ts';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { hostMethods } from '#shared/contract/host-methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

type HostMethods = typeof hostMethods;
type HostMethodName = keyof HostMethods;

type HostHandlers = {
  readonly [Name in HostMethodName]: (
    input: z.output<HostMethods[Name]['input']>,
    window: BrowserWindow,
  ) => Promise<z.output<HostMethods[Name]['output']>>;
};

const CAMPAIGN_FILES = [{ name: 'Campaigns', extensions: ['contourist'] }];

const handlers: HostHandlers = {
  async 'host.pickCampaignFile'({ purpose, suggestedName = 'scan.contourist' }, window) {
    if (purpose === 'open') {
      const picked = await dialog.showOpenDialog(window, {
        title: 'Open a campaign',
        filters: CAMPAIGN_FILES,
        properties: ['openFile'],
      });
      const [path] = picked.filePaths;
      return picked.canceled || path === undefined ? null : { path };
    }
    const picked = await dialog.showSaveDialog(window, {
      title: 'New campaign',
      // A copy is suggested beside its campaign, by its whole path.
      defaultPath: resolve(defaultCampaignFolder(), suggestedName),
      filters: CAMPAIGN_FILES,
    });
    return picked.canceled || !picked.filePath ? null : { path: picked.filePath };
  },

  async 'host.pickFolder'({ title, suggested }, window) {
    const picked = await dialog.showOpenDialog(window, {
      title,
      defaultPath: suggested,
      properties: ['openDirectory', 'createDirectory'],
    });
    const [path] = picked.filePaths;
    return picked.canceled || path === undefined ? null : { path };
  },

  async 'host.saveFile'({ name, base64 }, window) {
    const ending = extname(name).slice(1);
    const picked = await dialog.showSaveDialog(window, {
      defaultPath: join(app.getPath('downloads'), name),
      ...(ending !== '' && { filters: [{ name: `${ending.toUpperCase()} files`, extensions: [ending] }] }),
    });
    if (picked.canceled || !picked.filePath) return false;
    writeFileAtomically(picked.filePath, Buffer.from(base64, 'base64'));
    return true;
  },

  async 'host.openExternal'({ url }) {
    await shell.openExternal(url);
    return null;
  },
};

export function isHostMethod(method: string): boolean {
  return method.startsWith('host.');
}

/**
 * Answers what only the program around a window can do.
 *
 * @throws ContouristError `call.unknown_method`, `call.bad_input`, and those of writing a file
 */
export async function answerHostMethod(
  method: string,
  input: unknown,
  contents: WebContents,
): Promise<unknown> {
  const window = BrowserWindow.fromWebContents(contents);
  if (!Object.hasOwn(handlers, method) || window === null) {
    throw new ContouristError('call.unknown_method', `There is no method ${method}.`, { blame: 'internal' });
  }
  const name = method as HostMethodName;
  const checked = hostMethods[name].input.safeParse(input);
  if (!checked.success) {
    throw new ContouristError('call.bad_input', `${method}: ${checked.error.message}`, { blame: 'internal' });
  }
  const handle = handlers[name] as (input: unknown, window: BrowserWindow) => Promise<unknown>;
  return handle(checked.data, window);
}
