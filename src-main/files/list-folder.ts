import { accessSync, constants, type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { FolderListing } from '#shared/contract/program/program-methods.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';

const CAMPAIGN_ENDING = '.contourist';

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * The folders and campaign files in a folder.
 *
 * @param givenFolder absolute, or beginning with `~`; without one the user's own
 * @throws ContouristError `folder.relative`, `folder.missing`, `folder.not_a_folder`, `folder.not_readable`
 */
export function listFolder(givenFolder = '~'): FolderListing {
  const home = homedir();
  const wanted = givenFolder.replace(/^~(?=$|[/\\])/, home);
  if (!isAbsolute(wanted)) {
    throw new ContouristError('folder.relative', `${givenFolder} does not say where it is.`, {
      blame: 'usage',
      hint: 'Begin with / or ~.',
    });
  }
  const { folder, found } = readFolder(wanted);
  const entries = found
    // Links may lead to either; an ordinary file of another ending need not be looked at.
    .filter(
      (entry) => !entry.name.startsWith('.') && (!entry.isFile() || entry.name.endsWith(CAMPAIGN_ENDING)),
    )
    .flatMap(({ name }) => entryOf(folder, name))
    .sort((a, b) => b.kind.localeCompare(a.kind) || byName.compare(a.name, b.name));
  const parent = dirname(folder);
  return { folder, parent: parent === folder ? null : parent, home, entries, isWritable: isWritable(folder) };
}

function readFolder(wanted: string): { folder: string; found: Dirent[] } {
  try {
    const folder = realpathSync(wanted);
    return { folder, found: readdirSync(folder, { withFileTypes: true }) };
  } catch (cause) {
    switch ((cause as NodeJS.ErrnoException).code) {
      case 'ENOENT':
        throw new ContouristError('folder.missing', `There is no folder ${wanted}.`, { cause });
      case 'ENOTDIR':
        throw new ContouristError('folder.not_a_folder', `${wanted} is not a folder.`, { cause });
      default:
        throw new ContouristError('folder.not_readable', `${wanted} cannot be read.`, {
          hint: 'Check that you may read it.',
          cause,
        });
    }
  }
}

/** None for anything else, and for what has gone since or leads nowhere. */
function entryOf(folder: string, name: string): FolderListing['entries'] {
  const path = join(folder, name);
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch {
    return [];
  }
  const isCampaign = stats.isFile() && name.endsWith(CAMPAIGN_ENDING);
  if (!isCampaign && !stats.isDirectory()) return [];
  return [
    {
      kind: isCampaign ? 'campaign' : 'folder',
      name,
      path,
      changedAt: stats.mtime.toISOString(),
      sizeBytes: stats.size,
    },
  ];
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
