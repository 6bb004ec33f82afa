import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { configFolder } from '#main/files/user-folder.ts';
import { campaignFolder, changeSettings, readSettings } from '#main/services/program/settings.ts';

const file = () => join(configFolder(), 'settings.json');

beforeEach(() => {
  rmSync(configFolder(), { recursive: true, force: true });
});

describe('settings', () => {
  it('are the defaults until one is changed, and then that one alone', () => {
    expect(readSettings()).toMatchObject({ theme: 'system', engine: 'auto', threads: null });
    changeSettings({ theme: 'dark' });
    changeSettings({ threads: 1, theme: undefined });
    expect(readSettings()).toMatchObject({ theme: 'dark', threads: 1, engine: 'auto' });
  });

  it('fall back one by one where the file has a value that is not known', () => {
    mkdirSync(configFolder(), { recursive: true });
    writeFileSync(file(), '{ "theme": "sepia", "threads": 3 }');
    expect(readSettings()).toMatchObject({ theme: 'system', threads: 3 });
  });

  it('start afresh beside a file that is cut off, which is kept', () => {
    mkdirSync(configFolder(), { recursive: true });
    writeFileSync(file(), '{ "theme": "da');
    expect(readSettings().theme).toBe('system');
    changeSettings({ theme: 'light' });
    expect(readSettings().theme).toBe('light');
    expect(readFileSync(`${file()}.unreadable`, 'utf8')).toBe('{ "theme": "da');
  });

  it('refuse what cannot be, and keep what was', () => {
    const before = readSettings();
    const refusal = (changes: Parameters<typeof changeSettings>[0]) => () => changeSettings(changes);
    expect(refusal({ threads: availableParallelism() + 1 })).toThrow('are more than this machine runs');
    expect(refusal({ campaignFolder: '/no/such/folder' })).toThrow('There is no folder /no/such/folder.');
    expect(refusal({ exportFolder: 'relative' })).toThrow('There is no folder relative.');
    expect(readSettings()).toEqual(before);
  });

  it('say where campaigns go', () => {
    changeSettings({ campaignFolder: tmpdir() });
    expect(campaignFolder()).toBe(tmpdir());
    changeSettings({ campaignFolder: null });
    expect(campaignFolder()).toBe(join(configFolder(), '../campaigns'));
  });
});
