import { createViewStore } from '#renderer/state/view-state.ts';

/** What the Progress screen shows of a campaign. */
interface ProgressView {
  /** What the slice of an iteration is compared with. */
  readonly against: 'previous' | 'first';
  /** What the metrics are drawn over. */
  readonly over: 'iteration' | 'evaluations';
  /** The parameter whose sharpness is drawn; null for the campaign's first. */
  readonly sharpnessOf: string | null;
  /** The slice's axes; null for the campaign's first two parameters. */
  readonly x: string | null;
  readonly y: string | null;
  /** Where the slice is; parameters left out stand at mid-range. */
  readonly fixed: Readonly<Record<string, number>>;
}

export const useProgressView = createViewStore<ProgressView>('progress', {
  against: 'previous',
  over: 'iteration',
  sharpnessOf: null,
  x: null,
  y: null,
  fixed: {},
});
