import { useRef } from 'react';

/** The value, as the same object for as long as its content is the same; for what is made anew at every render. */
export function useSame<T extends object>(value: T): T {
  const kept = useRef(value);
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}
