import { z } from 'zod';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** What a JSON column holds. NaN and Infinity do not exist in JSON: store null or leave the key out. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type JsonObject = { readonly [key: string]: JsonValue };

export const jsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/**
 * Parses one JSON column by its schema.
 *
 * @param what names the column in the message: `fits.settings`
 * @throws ContouristError `campaign.corrupt` where the text is not what the schema says: the file was changed by
 *   something else than Contourist
 */
export function parseJsonColumn<T>(schema: z.ZodType<T>, text: string, what: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ContouristError(
      'campaign.corrupt',
      `The campaign file holds a value of ${what} that cannot be read.`,
      {
        hint: 'Restore the file from a copy; it was changed by something else than Contourist.',
        cause,
      },
    );
  }
}
