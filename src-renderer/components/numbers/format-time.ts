import { formatDecimals, formatSignificant, NO_BREAK_SPACE, NO_VALUE } from './format-number.ts';

/** How long something took: `5 ms`, `0.3 s`, `12 s`, `2 min 5 s`, `1 h 20 min`. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return NO_VALUE;
  if (seconds < 0.0995) return unit(formatSignificant(seconds * 1_000, seconds < 0.001 ? 1 : 2), 'ms');
  if (seconds < 9.95) return unit(formatDecimals(seconds, 1), 's');
  if (seconds < 59.5) return unit(formatDecimals(seconds, 0), 's');
  const whole = Math.round(seconds);
  if (whole < 3_600) return parts([Math.floor(whole / 60), 'min'], [whole % 60, 's']);
  const minutes = Math.round(whole / 60);
  return parts([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min']);
}

/** What is left: `12 s left`, `2 min left`. An estimate, so without the smaller unit. */
export function formatTimeLeft(seconds: number): string {
  const left = Math.max(1, Math.round(seconds));
  if (left < 90) return `${unit(String(left), 's')} left`;
  if (left < 5_400) return `${unit(String(Math.round(left / 60)), 'min')} left`;
  return `${unit(formatDecimals(left / 3_600, 1), 'h')} left`;
}

/**
 * When something happened, as people say it: `today 19:16`, `yesterday 08:02`, `14 November`, `14 November 2025`.
 *
 * @param iso the moment, ISO 8601
 * @param now the moment of asking
 */
export function formatMoment(iso: string, now: Date = new Date()): string {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return NO_VALUE;
  const clock = `${two(then.getHours())}:${two(then.getMinutes())}`;
  const days = Math.round((startOfDay(now) - startOfDay(then)) / 86_400_000);
  if (days === 0) return `today ${clock}`;
  if (days === 1) return `yesterday ${clock}`;
  const day = `${then.getDate()}${NO_BREAK_SPACE}${MONTHS[then.getMonth()]}`;
  return then.getFullYear() === now.getFullYear() ? day : `${day} ${then.getFullYear()}`;
}

/** The moment to the second, sortable and the same everywhere: `2026-11-23 19:16:05`. */
export function formatTimestamp(iso: string): string {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return NO_VALUE;
  const date = `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
  return `${date} ${two(then.getHours())}:${two(then.getMinutes())}:${two(then.getSeconds())}`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const unit = (value: string, symbol: string): string => `${value}${NO_BREAK_SPACE}${symbol}`;
const two = (value: number): string => String(value).padStart(2, '0');
const startOfDay = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());

function parts(larger: [number, string], smaller: [number, string]): string {
  const first = unit(String(larger[0]), larger[1]);
  return smaller[0] === 0 ? first : `${first} ${unit(String(smaller[0]), smaller[1])}`;
}
