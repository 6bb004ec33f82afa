import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { create } from 'zustand';

const useSlot = create<{ element: HTMLElement | null }>(() => ({ element: null }));

const setSlot = (element: HTMLElement | null): void => useSlot.setState({ element });

/** Where the header of a small window takes up what had to fold. */
export function HeaderSlot({ className }: { className?: string | undefined }) {
  return <div ref={setSlot} className={className} />;
}

/** Puts something at the right of the header for as long as it is there. */
export function InHeader({ children }: { children: ReactNode }) {
  const { element } = useSlot();
  return element === null ? null : createPortal(children, element);
}
