import { createViewStore } from '#renderer/state/view-state.ts';

/** What the Batches screen shows of a campaign. */
interface BatchView {
  /** The batch in front; null for the newest. */
  readonly batch: number | null;
  /** The map's axes; null for the campaign's first two parameters. */
  readonly x: string | null;
  readonly y: string | null;
  /** Where the map's field is drawn; parameters left out stand at mid-range. */
  readonly fixed: Readonly<Record<string, number>>;
  /** Layers of the map that are switched off. */
  readonly hidden: readonly string[];
}

export const useBatchView = createViewStore<BatchView>('batches', {
  batch: null,
  x: null,
  y: null,
  fixed: {},
  hidden: [],
});
