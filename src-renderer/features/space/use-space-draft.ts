import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useRef } from 'react';
import { type DefinitionDraft, draftOf } from '#renderer/components/definition/definition-draft.ts';
import { type DraftReading, readDraft } from '#renderer/components/definition/read-draft.ts';
import {
  type DefinitionForm,
  useDefinitionForm,
} from '#renderer/components/definition/use-definition-form.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import { createViewStore, useView } from '#renderer/state/view-state.ts';
import type { SpaceEdit, SpaceMeasure } from '#shared/contract/space/space-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';

/** What was typed and not applied yet: closing the window loses none of it. */
const useSpaceViews = createViewStore<{ draft: DefinitionDraft | null }>('space', { draft: null });

/** Typing goes on while the core measures; it is asked when the fingers rest. */
const REST_MS = 200;

interface SpaceDraft {
  readonly form: DefinitionForm;
  readonly draft: DefinitionDraft;
  readonly reading: DraftReading;
  readonly isChanged: boolean;
  /** Of what is typed, or of the last that made sense. */
  readonly measure: SpaceMeasure | undefined;
  /** What applying would do; undefined while that is not known. */
  readonly edit: SpaceEdit | undefined;
  readonly editError: Error | null;
  readonly discard: () => void;
}

/** The definition that is being typed, beside the campaign's own, and what it would do. */
export function useSpaceDraft(campaignId: string, definition: CampaignDefinition): SpaceDraft {
  const [{ draft: kept }, setView] = useView(useSpaceViews, campaignId);
  const stored = useMemo(() => draftOf(definition), [definition]);
  const form = useDefinitionForm(kept ?? stored);
  const draft = form.watch() as DefinitionDraft;
  const reading = readDraft(draft);
  const text = JSON.stringify(draft);
  const storedText = JSON.stringify(stored);
  const isChanged = text !== storedText;

  // Another definition (applied, undone, edited in another window) takes the place of what was typed on the old one.
  const known = useRef(storedText);
  useEffect(() => {
    if (known.current === storedText) return;
    known.current = storedText;
    form.reset(stored as DefinitionDraft);
  }, [form, stored, storedText]);

  const keep = useRef(setView);
  keep.current = setView;
  const [restingText] = useDebouncedValue(text, REST_MS);
  useEffect(() => {
    keep.current({ draft: restingText === storedText ? null : JSON.parse(restingText) });
  }, [restingText, storedText]);

  const resting = useMemo(() => readDraft(JSON.parse(restingText)).definition, [restingText]);
  const measure = useMethod('space.measure', resting === null ? null : { definition: resting });
  const isAsked = isChanged && resting !== null && restingText === text;
  const preview = useMethod('space.preview', isAsked ? { campaignId, definition: resting } : null, {
    keepPrevious: false,
  });
  return {
    form,
    draft,
    reading,
    isChanged,
    measure: measure.data,
    edit: preview.data,
    editError: preview.error,
    discard: () => form.reset(stored as DefinitionDraft),
  };
}
