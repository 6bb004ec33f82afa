import { formatDecimals, NO_BREAK_SPACE } from '#renderer/components/numbers/format-number.ts';

/** A share of the space with its error, no more digits than the error allows: `62.1 ± 0.2 %`. */
export function shareText({ share, error }: { share: number; error: number }): string {
  const percent = 100 * share;
  if (error === 0) return `${formatDecimals(percent, 0)}${NO_BREAK_SPACE}%`;
  const decimals = 100 * error >= 0.95 ? 0 : 100 * error >= 0.095 ? 1 : 2;
  const spread = formatDecimals(100 * error, decimals);
  return `${formatDecimals(percent, decimals)}${NO_BREAK_SPACE}±${NO_BREAK_SPACE}${spread}${NO_BREAK_SPACE}%`;
}
