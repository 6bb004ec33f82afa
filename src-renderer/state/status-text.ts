import { useEffect } from 'react';
import { create } from 'zustand';

/** What the screen in front says at the right end of the status line. */
export const useStatusText = create<{ text: string | null }>(() => ({ text: null }));

/** Says something at the right of the status line for as long as the component is there: `5 ms a slice`. */
export function useSetStatusText(text: string | null): void {
  useEffect(() => {
    useStatusText.setState({ text });
    return () => useStatusText.setState({ text: null });
  }, [text]);
}
