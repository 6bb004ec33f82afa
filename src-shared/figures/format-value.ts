// Numbers for people: thin no-break spaces between thousands, real minus signs, no raw floats.

const THIN_SPACE = '\u202f';
const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** `10⁻²`; 10 and 1 and 0.1 stand as they are, since they read faster. */
export function formatPowerOfTen(exponent: number): string {
  if (Math.abs(exponent) <= 1) return String(10 ** exponent);
  return `10${superscript(exponent)}`;
}

/** With exactly so many decimals: `2 500`, `−0.50`. */
export function formatFixed(value: number, decimals: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? `−${digits}` : digits;
}

/** To three significant digits or whole numbers: `1 250`, `110`, `12.5`, `0.25`, `1.2 × 10⁻⁴`; no trailing zeros. */
export function formatValue(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [mantissa = '', exponent] = value.toExponential(2).split('e');
    return `${withoutTrailingZeros(mantissa).replace('-', '−')} × 10${superscript(Number(exponent))}`;
  }
  const decimals = size === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(size)));
  return withoutTrailingZeros(formatFixed(value, decimals));
}

const withoutTrailingZeros = (digits: string): string =>
  digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;

const superscript = (exponent: number): string =>
  [...String(exponent)].map((character) => SUPERSCRIPTS[character] ?? character).join('');
