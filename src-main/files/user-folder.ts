import { homedir } from 'node:os';
import { join } from 'node:path';

/** Names a folder that takes the place of all the user's own: everything the program keeps goes below it. */
const HOME_VARIABLE = 'CONTOURIST_HOME';

/**
 * Where the program keeps what belongs to the user rather than to a campaign: settings and the list of recent campaigns.
 * The XDG base directory on Linux, what the system expects elsewhere.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function configFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const replaced = env[HOME_VARIABLE];
  if (replaced) return join(replaced, 'config');
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Contourist');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Contourist');
  return join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'contourist');
}

/** Where the program keeps what it can make again: pictures of campaigns. Anybody may delete it at any time. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const replaced = env[HOME_VARIABLE];
  if (replaced) return join(replaced, 'cache');
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Contourist', 'Cache');
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Contourist');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'contourist');
}

/** Where new campaigns and copies of samples go unless the user says otherwise: a folder that is easily found again. */
export function defaultCampaignFolder(env: NodeJS.ProcessEnv = process.env): string {
  const replaced = env[HOME_VARIABLE];
  return replaced ? join(replaced, 'campaigns') : join(homedir(), 'Contourist');
}
