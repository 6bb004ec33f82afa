import { useEffect, useState } from 'react';

/** How many of `total` to show so far: `step` at first, and as many more with every frame until all are there. */
export function useGrowingCount(total: number, step: number): number {
  const [count, setCount] = useState(step);
  const isGrowing = count < total;
  useEffect(() => {
    if (!isGrowing) return;
    const frame = requestAnimationFrame(() => setCount(count + step));
    return () => cancelAnimationFrame(frame);
  }, [count, isGrowing, step]);
  return Math.min(count, total);
}
