import { z } from 'zod';

/** Why a point is left out of every fit. */
export const leftOutReasonSchema = z.discriminatedUnion('code', [
  /** A later import brought limits at the same place. */
  z.object({ code: z.literal('replaced'), import: z.int() }),
  /** Its import was undone; it stays because a fit or a note speaks of it. */
  z.object({ code: z.literal('import-undone'), import: z.int() }),
  /** What the analyst wrote. */
  z.object({ code: z.literal('text'), text: z.string().min(1) }),
]);

export type LeftOutReason = Readonly<z.infer<typeof leftOutReasonSchema>>;

/** The reason as it stands beside a point: `replaced by import 3`. */
export function leftOutText(reason: LeftOutReason): string {
  switch (reason.code) {
    case 'replaced':
      return `replaced by import ${reason.import}`;
    case 'import-undone':
      return `import ${reason.import} was undone`;
    case 'text':
      return reason.text;
  }
}
