import { parseNumber } from '../cell.ts';
import { type Delimiter, splitFields } from './split-fields.ts';

/** Of two that fit equally well the first is taken. */
const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '|', 'wide-spaces', 'spaces'];

export const isDelimiter = (text: unknown): text is Delimiter => DELIMITERS.some((known) => known === text);

/** As many records say enough. */
export const SAMPLE_RECORDS = 200;

export interface FoundDelimiter {
  readonly delimiter: Delimiter;
  /** As many fields as most records have; 1 for a single column, which needs no delimiter. */
  readonly columns: number;
}

/**
 * The delimiter under which a sample of records looks most like one table: its first record as wide as the others, the
 * others as wide as each other, and numbers in their fields. Names and decimal commas may hold what looks like another.
 *
 * @param among those in question, where somebody knows better
 */
export function findDelimiter(
  sample: readonly string[],
  among: readonly Delimiter[] = DELIMITERS,
): FoundDelimiter {
  const candidates = among.flatMap((delimiter) => weigh(sample, delimiter) ?? []);
  const best = candidates.reduce<Candidate | null>(
    (first, next) => (first === null || next.score > first.score + 1e-9 ? next : first),
    null,
  );
  return best ?? { delimiter: among[0] ?? ',', columns: 1 };
}

interface Candidate extends FoundDelimiter {
  readonly score: number;
}

function weigh(sample: readonly string[], delimiter: Delimiter): Candidate | null {
  const records = sample.map((record) => fieldsOf(record, delimiter));
  const columns = mostCommonWidth(records);
  if (columns < 2) return null;
  const regular = records.filter(({ length }) => length === columns);
  const fields = regular.slice(1).flat();
  const numbers = fields.filter(isNumberLike).length / Math.max(1, fields.length);
  const hasHeaderFirst = records[0]?.length === columns;
  if (!hasHeaderFirst && numbers < 0.5) return null;
  return { delimiter, columns, score: Number(hasHeaderFirst) + regular.length / records.length + numbers };
}

/** One that does not fit its quotes is not the delimiter. */
function fieldsOf(record: string, delimiter: Delimiter): string[] {
  try {
    const fields = splitFields(record, delimiter);
    // A delimiter at the end of a row is no field.
    return fields.length > 1 && fields.at(-1) === '' ? fields.slice(0, -1) : fields;
  } catch {
    return [record];
  }
}

function mostCommonWidth(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [best] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || b - a);
  return best?.[0] ?? 1;
}

const isNumberLike = (field: string): boolean =>
  parseNumber(field) !== null || /^[+\-−<>]?\s*(\d+([.,]\d+)*|[.,]\d+)([eEdD][+\-−]?\d+)?$/.test(field);
