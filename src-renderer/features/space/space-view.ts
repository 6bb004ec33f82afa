import type { DefinitionDraft } from '#renderer/components/definition/definition-draft.ts';
import { createViewStore } from '#renderer/state/view-state.ts';

/** What was typed and not applied yet: closing the window loses none of it. */
export const useSpaceViews = createViewStore<{ draft: DefinitionDraft | null }>('space', { draft: null });
