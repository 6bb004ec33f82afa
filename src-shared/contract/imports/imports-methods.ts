import { z } from 'zod';
import { fidelitySchema } from '../../domain/fidelity.ts';
import { outsideReasonSchema } from '../../domain/outside-reason.ts';
import { quantitySchema } from '../../domain/quantity.ts';

import { undoRefusalSchema } from '../../domain/undo-refusal.ts';

import { tableFormatSchema } from '../../formats/table.ts';

import { mappingSchema } from '../../limit-files/mapping.ts';
import { knownPlaceSchema, reasonSchema } from '../../limit-files/reasons.ts';
import { defineMethods } from '../define-methods.ts';
import { wireErrorSchema } from '../errors.ts';
import { DUPLICATE_POLICIES, detectionSchema, importedFileSchema, importResultSchema } from './import.ts';
import { uploadedFileSchema } from './uploaded-file.ts';

const campaignInput = z.object({ campaignId: z.string() });

/** What a file turns out to be, before anybody has said how to read it. */
export const inspectedFileSchema = z.object({
  /** SHA-256 of its bytes. */
  sha256: z.string(),
  /** The id of its format, and what that format found. */
  format: tableFormatSchema,
  /** Why it was taken for that; null where the format was said. */
  detection: detectionSchema.nullable(),
  /** The tables of the file; one is read. */
  tables: z.array(z.object({ name: z.string(), rows: z.int(), columns: z.array(z.string()) })),
  /** The one that is described here; null where there is but one. */
  table: z.string().nullable(),
  rows: z.int(),
  /** In the file's order; a column without a name can only be ignored. */
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
  /** How it is probably to be read. */
  mapping: mappingSchema,
  /** The import whose mapping was taken because its columns are here too; null where it was guessed from the names. */
  mappingFrom: z.object({ import: z.int(), file: z.string() }).nullable(),
});

/** What becomes of a row. The first five are taken, the last three are kept aside. */
export const ROW_OUTCOMES = [
  'new',
  'partial',
  'outside',
  'replicate',
  'replace',
  'known',
  'refused',
  'quarantine',
  'empty',
] as const;

export const rowOutcomeSchema = z.enum(ROW_OUTCOMES);

/** More of the outcome of a row than its name says. */
export const rowDetailSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('nothing') }),
  /** New, outside the campaign's space. */
  z.object({ code: z.literal('outside'), why: outsideReasonSchema }),
  /** New, without the limit of a column that cannot be taken. */
  z.object({ code: z.literal('without'), column: z.string(), reason: reasonSchema }),
  /** New, without limits that the row does not have. */
  z.object({ code: z.literal('missing'), quantities: z.array(quantitySchema) }),
  /** Beside it, in place of it, or the same. */
  z.object({ code: z.literal('known'), place: knownPlaceSchema }),
  /** The file was read before; null where it is given twice. */
  z.object({ code: z.literal('file-known'), import: z.int().nullable() }),
  z.object({ code: z.literal('reason'), reason: reasonSchema }),
]);

export type RowOutcome = z.infer<typeof rowOutcomeSchema>;
export type RowDetail = z.infer<typeof rowDetailSchema>;

/** What would happen to one file, row by row. */
export const filePlanSchema = importedFileSchema.extend({
  /** The columns that the mapping reads, in the file's order. */
  columns: z.array(z.string()),
  /** In the file's order, in columns. */
  rows: z.object({
    lines: z.array(z.int()),
    /** What is shown in place of the line, by row; empty for text. */
    paths: z.record(z.string(), z.string()),
    outcomes: z.array(rowOutcomeSchema),
    /** Each once. */
    details: z.array(rowDetailSchema),
    /** Index into `details`, for each row. */
    detailOf: z.array(z.int()),
    /** The cells of `columns` as the file has them, by column; empty in rows with another number of fields. */
    cells: z.array(z.array(z.string())),
    /** Cells at fault, by row: indices into `columns`. */
    faults: z.record(z.string(), z.array(z.int())),
  }),
});

const filesInput = campaignInput.extend({
  files: z
    .array(
      z.object({
        file: uploadedFileSchema,
        /** The id of its format; null to recognise it. */
        format: z.string().nullable().default(null),
        mapping: mappingSchema,
        /** The table that `mapping.limit.theory.file` names. */
        theory: uploadedFileSchema.nullable().default(null),
        /** Marks points that are never fitted, only judged against. */
        isTest: z.boolean().default(false),
      }),
    )
    .min(1),
  duplicates: z.enum(DUPLICATE_POLICIES).default('skip'),
});

/** What taking an import back does, or why it cannot be done. */
export const importUndoSchema = z.object({
  /** Why not, in a sentence; null where it can be done. */
  refused: undoRefusalSchema.nullable(),
  /** Points that leave the file, as if they had never come. */
  removed: z.int(),
  /** Points that stay, left out of later fits, because fits, metrics or notes speak of them. */
  excluded: z.int(),
  /** The iterations whose fits used points of it: they stay as they are. */
  iterations: z.array(z.int()),
  /** Points that it had replaced and that count again. */
  returned: z.int(),
  /** Rows of its quarantine, which go with it. */
  quarantined: z.int(),
  /** Batch points that wait for a result again. */
  batchPoints: z.array(z.string()),
});

/** One file that was read into the campaign. */
export const importRecordSchema = z.object({
  id: z.int(),
  file: z.string(),
  sha256: z.string(),
  kind: z.enum(['limits', 'results']),
  /** Null where its batches said it. */
  fidelity: fidelitySchema.nullable(),
  /** How it was read; null where there was none. */
  mapping: mappingSchema.nullable(),
  theoryFiles: z.array(z.string()),
  quantities: z.array(quantitySchema),
  /** Points of it in the file now. */
  points: z.int(),
  /** Rows of it in the quarantine now. */
  quarantined: z.int(),
  user: z.string(),
  at: z.string(),
  undoneAt: z.string().nullable(),
});

export type InspectedFile = z.infer<typeof inspectedFileSchema>;
export type FilePlan = z.infer<typeof filePlanSchema>;
export type ImportRecordReport = z.infer<typeof importRecordSchema>;
export type ImportUndo = z.infer<typeof importUndoSchema>;

/** A row of a file, or one limit of it, that was not taken. */
export const quarantinedRowSchema = z.object({
  id: z.int(),
  import: z.int(),
  file: z.string(),
  /** Null in files of earlier versions, where the format has no lines. */
  line: z.int().nullable(),
  /** What is shown in place of the line; null in text. */
  path: z.string().nullable(),
  /** The column at fault and its cell; null where it is the row as a whole. */
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: reasonSchema,
  /** The whole row as it was written. */
  rowText: z.string(),
});

const repairSchema = z.object({
  /** Rows that are points (or limits of their points) now. */
  taken: z.int(),
  /** Rows that still cannot be taken, and why; they stay as they were. */
  rejected: z.array(z.object({ id: z.int(), column: z.string(), value: z.string(), reason: reasonSchema })),
});

export type QuarantinedRowReport = z.infer<typeof quarantinedRowSchema>;
export type RepairReport = z.infer<typeof repairSchema>;

export const importsMethods = defineMethods({
  /** Reads a file as far as its columns. @throws `file.…`, `table.…`, `json.…`, `format.…` */
  'import.inspect': {
    input: campaignInput.extend({
      file: uploadedFileSchema,
      /** The id of its format; null to recognise it. */
      format: z.string().nullable().default(null),
      /** The table that is meant where the file has several; null for the one that looks most like limits. */
      table: z.string().nullable().default(null),
      /** What it brings: the results of a batch may leave out the parameters, and are read as earlier results were. */
      kind: z.enum(['limits', 'results']).default('limits'),
    }),
    output: inspectedFileSchema,
  },
  /** What `import.run` would do; nothing is stored. A file that cannot be read so has an error in place of its plan. */
  'import.preview': {
    input: filesInput,
    output: z.array(z.object({ plan: filePlanSchema.nullable(), error: wireErrorSchema.nullable() })),
  },
  /** Imports the files, all or none. */
  'import.run': { input: filesInput, output: importResultSchema },

  /** Latest first. */
  'imports.list': { input: campaignInput, output: z.array(importRecordSchema) },
  /** What `imports.undo` would do. */
  'imports.planUndo': { input: campaignInput.extend({ id: z.int() }), output: importUndoSchema },
  /**
   * Takes an import back, whatever came after it.
   *
   * @throws `import.undo_refused` where a later import builds on it
   */
  'imports.undo': { input: campaignInput.extend({ id: z.int() }), output: importUndoSchema },
  'quarantine.list': {
    input: campaignInput,
    output: z.object({
      rows: z.array(quarantinedRowSchema),
      /** The columns of the files that the rows are from, by import; an import without cannot be repaired here. */
      columns: z.record(z.string(), z.array(z.string())),
    }),
  },
  /**
   * Reads corrected rows again as their file was read, and takes those that can be taken.
   *
   * @throws `quarantine.…`
   */
  'quarantine.repair': {
    input: campaignInput.extend({
      rows: z.array(z.object({ id: z.int(), rowText: z.string().trim().min(1) })).min(1),
      /** Nothing is stored. */
      isTrial: z.boolean().default(false),
    }),
    output: repairSchema,
  },
});
