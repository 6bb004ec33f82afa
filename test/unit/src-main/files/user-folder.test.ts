import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configFolder, defaultCampaignFolder } from '#main/files/user-folder.ts';

describe('the folders of the user', () => {
  it('follow the XDG base directories on Linux', () => {
    expect(configFolder({ XDG_CONFIG_HOME: '/x/config' }, 'linux')).toBe('/x/config/contourist');
    expect(configFolder({}, 'linux')).toBe(join(homedir(), '.config/contourist'));
    // An empty value counts as none, says the specification.
    expect(configFolder({ XDG_CONFIG_HOME: '' }, 'linux')).toBe(join(homedir(), '.config/contourist'));
  });

  it('follow the system elsewhere', () => {
    expect(configFolder({}, 'darwin')).toBe(join(homedir(), 'Library/Application Support/Contourist'));
    expect(configFolder({ APPDATA: '/roaming' }, 'win32')).toBe('/roaming/Contourist');
  });

  it('all move below CONTOURIST_HOME', () => {
    const env = { CONTOURIST_HOME: '/elsewhere', XDG_CONFIG_HOME: '/x/config' };
    expect(configFolder(env, 'linux')).toBe('/elsewhere/config');
    expect(defaultCampaignFolder(env)).toBe('/elsewhere/campaigns');
  });
});
