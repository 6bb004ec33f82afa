/** The mark: contour lines around a peak. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <g stroke="var(--accent)" strokeWidth="1.7" strokeLinecap="round">
        <path d="M2 16.5C3.6 8.6 6.2 4 10 4s6.4 4.6 8 12.5" />
        <path d="M5.6 16.5c.9-5 2.3-7.9 4.4-7.9s3.5 2.9 4.4 7.9" />
      </g>
      <circle cx="10" cy="14.6" r="1.2" fill="var(--accent)" />
    </svg>
  );
}
