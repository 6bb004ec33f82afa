import { beside } from '#main/core/beside.ts';

/** Where the renderer's bundle is, whether this runs from the sources or from the build. */
export function rendererFolder(): string {
  return beside(import.meta.url, ['../../out/renderer', '../renderer', '../../renderer']);
}
