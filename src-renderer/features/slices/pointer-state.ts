import { create } from 'zustand';

interface PointerState {
  /** Where the pointer is, in the units of the slice's axes; the same place in the slice, the cut and the small slices. */
  readonly place: { readonly x: number; readonly y: number } | null;
  /** Which of the campaign's points is under it. */
  readonly point: number | null;
}

/** Every picture of the screen shows where the pointer is in any of them. */
export const usePointer = create<PointerState>(() => ({ place: null, point: null }));

export const movePointer = (place: PointerState['place'], point: number | null = null): void =>
  usePointer.setState({ place, point });
