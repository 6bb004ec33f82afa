import { z } from 'zod';

/** Why an import cannot be taken back now. */
export const undoRefusalSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('undone-before'), import: z.int() }),
  /** Later imports replaced limits of it, and may carry some on. */
  z.object({ code: z.literal('replaced'), import: z.int(), by: z.array(z.int()).readonly() }),
]);

export type UndoRefusal = Readonly<z.infer<typeof undoRefusalSchema>>;

/** The refusal in a sentence, with what to do first. */
export function undoRefusalText(refusal: UndoRefusal): string {
  if (refusal.code === 'undone-before') return `Import ${refusal.import} was undone before.`;
  const names = refusal.by.join(', ');
  return `Import ${names} took the place of limits of import ${refusal.import} and may carry some on: undo import ${names} first.`;
}
