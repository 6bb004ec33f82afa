/** The mark: contour lines around a peak. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <g stroke="var(--accent)" strokeLinecap="round">
        <path d="M1.5 16.5C3.6 12.4 5 3.7 10 3.7s6.4 8.7 8.5 12.8" strokeWidth="1.6" />
        <path d="M5 16.5C6.3 13.5 7.3 8.7 10 8.7s3.7 4.8 5 7.8" strokeWidth="1.3" />
      </g>
      <circle cx="10" cy="14" r="1.6" fill="var(--accent)" />
    </svg>
  );
}
