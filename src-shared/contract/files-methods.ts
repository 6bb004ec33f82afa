import { z } from 'zod';
import { defineMethods } from './define-methods.ts';

/** A folder of the core's machine, as the browser host's dialog shows it to choose a campaign file. */
export const folderListingSchema = z.object({
  /** Absolute, with links resolved. */
  folder: z.string(),
  /** Null at the top. */
  parent: z.string().nullable(),
  /** The user's own folder, where a dialog begins. */
  home: z.string(),
  /** Folders first, then campaign files, by name; hidden ones are left out. */
  entries: z.array(
    z.object({
      kind: z.enum(['folder', 'campaign']),
      name: z.string(),
      path: z.string(),
      /** ISO 8601. */
      changedAt: z.string(),
      sizeBytes: z.int(),
    }),
  ),
  /** Whether a campaign file can be made in it. */
  isWritable: z.boolean(),
});

export type FolderListing = z.infer<typeof folderListingSchema>;

export const filesMethods = defineMethods({
  /** The folders and campaign files in a folder: by its absolute path, by `~/…`, or the user's own without one. */
  'files.list': { input: z.object({ folder: z.string().exactOptional() }), output: folderListingSchema },
});
