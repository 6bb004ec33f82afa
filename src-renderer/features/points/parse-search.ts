import { QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';

export type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!=';

/** What the search box asks for; all conditions together. */
export interface PointSearch {
  readonly conditions: readonly Condition[];
  /** Words that must all occur in a point's texts: notes, reasons, origin, id. */
  readonly words: readonly string[];
}

export interface Condition {
  readonly field: SearchField;
  readonly comparison: Comparison;
  readonly value: number;
}

export type SearchField =
  | { readonly kind: 'parameter'; readonly axis: number }
  | { readonly kind: 'limit'; readonly quantity: Quantity }
  | { readonly kind: 'id' | 'import' };

/** A comparison that names nothing known, or compares with no number. */
export interface SearchProblem {
  readonly problem: string;
}

const COMPARISON = /([\p{L}_][\p{L}\p{N}_.+-]*)\s*(<=|>=|≤|≥|!=|≠|==|=|<|>)\s*(\S+)/gu;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const PLAIN: Readonly<Record<string, Comparison>> = { '≤': '<=', '≥': '>=', '≠': '!=', '==': '=' };

/**
 * Reads the search box: comparisons of parameters (in their own units) and limits on μ, `exp < 1 m_zp >= 2000`, with
 * words between and around them.
 *
 * @param names the free parameters, in the order of θ
 */
export function parseSearch(text: string, names: readonly string[]): PointSearch | SearchProblem {
  const conditions: Condition[] = [];
  let problem: string | null = null;
  const rest = text.replace(COMPARISON, (_, name: string, sign: string, valueText: string) => {
    const field = findField(name, names);
    const value = valueText.replace(/[,;]$/, '').replace('−', '-');
    if (field === null) problem ??= `${name} is neither a parameter nor a limit`;
    else if (!NUMBER.test(value)) problem ??= `${value} is not a number`;
    else conditions.push({ field, comparison: PLAIN[sign] ?? (sign as Comparison), value: Number(value) });
    return ' ';
  });
  if (problem !== null) return { problem };
  const words = rest
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== '' && word !== 'and');
  return { conditions, words };
}

function findField(name: string, names: readonly string[]): SearchField | null {
  const same = (other: string) => plain(other) === plain(name);
  const axis = names.findIndex(same);
  if (axis >= 0) return { kind: 'parameter', axis };
  const quantity = QUANTITIES.find(same);
  if (quantity !== undefined) return { kind: 'limit', quantity };
  if (same('id')) return { kind: 'id' };
  return same('import') ? { kind: 'import' } : null;
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^mu_?(?=exp|obs)/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
