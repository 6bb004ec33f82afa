import { useLayoutEffect, useRef } from 'react';
import { setMathText } from './set-math-text.ts';

/**
 * Text with formulas: `Dark Higgs $\to b\bar b$ + MET`. What is not TeX that KaTeX understands stands as written, so
 * that no label can break a screen. Screen readers get KaTeX's MathML.
 */
export function Tex({ children, className }: { children: string; className?: string | undefined }) {
  const ref = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (ref.current !== null) setMathText(ref.current, children);
  }, [children]);
  return <span ref={ref} className={className} />;
}
