import { QUANTITY_NAMES } from '#shared/domain/quantity.ts';
import { type MappingDraft, RESULT_COLUMNS } from './mapping-draft.ts';

/** What a column is that nobody chooses a role for; null for the others. */
export function givenRoleOf({ brings, rest }: MappingDraft, column: string): string | null {
  if (brings === 'results' && Object.hasOwn(RESULT_COLUMNS, column)) return RESULT_COLUMNS[column] ?? null;
  if (column === rest.pivot?.limit) return 'limits';
  return column === rest.pivot?.column ? 'says which limit' : null;
}

/** How rows are chosen and put together before the columns are read, each in a sentence. */
export function arrangementTexts({ where = {}, pivot, scale = {} }: MappingDraft['rest']): string[] {
  const selections = Object.entries(where).map(
    ([column, wanted]) => `Only rows with ${column} = ${[wanted].flat().join(' or ')} are read.`,
  );
  const factors = Object.entries(scale).map(([name, factor]) => `${name} is multiplied by ${factor}.`);
  if (pivot === undefined) return [...selections, ...factors];
  const limits = Object.entries(pivot.values).map(
    ([value, quantity]) => `${value} as the ${QUANTITY_NAMES[quantity]} limit`,
  );
  return [
    ...selections,
    `Rows of the same point are put together: ${pivot.limit} is read by ${pivot.column}, ${limits.join(', ')}.`,
    ...factors,
  ];
}
