import type { Overlay } from '../contours-view.ts';

/** The overlays that say on which axes they lie: views that were kept by earlier versions have others, which are dropped. */
export function overlaysWithAxes(overlays: readonly (Overlay | Omit<Overlay, 'x' | 'y'>)[]): Overlay[] {
  return overlays.filter((overlay) => 'x' in overlay && 'y' in overlay);
}
