import { type FieldErrors, type Resolver, set, type UseFormReturn, useForm } from 'react-hook-form';
import type { DefinitionDraft } from './definition-draft.ts';
import { type DraftProblem, readDraft } from './read-draft.ts';

export type DefinitionForm = UseFormReturn<DefinitionDraft>;

const resolver: Resolver<DefinitionDraft> = (draft) => {
  const { problems } = readDraft(draft);
  if (problems.length === 0) return { values: draft, errors: {} };
  const errors: FieldErrors<DefinitionDraft> = {};
  // The first of several problems of a field is its message; later ones show once that is solved.
  for (const problem of problems.toReversed()) {
    set(errors, problem.field, { type: 'campaign', message: messageOf(problem) });
  }
  return { values: {}, errors };
};

/** The form behind a definition that is being typed; every change is checked by the campaign's own rules. */
export function useDefinitionForm(draft: DefinitionDraft): DefinitionForm {
  return useForm<DefinitionDraft>({ defaultValues: draft as DefinitionDraft, resolver, mode: 'onChange' });
}

function messageOf({ message, hint, column }: DraftProblem): string {
  const place = column === undefined ? '' : `Character ${column}: `;
  return `${place}${message} ${hint}`;
}
