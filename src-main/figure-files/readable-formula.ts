/** What is read of a node of MathJax's tree, which is that of MathML. */
export interface MathNode {
  readonly kind: string;
  readonly childNodes: readonly (MathNode | null)[];
  readonly texClass?: number;
  /** Of text nodes. */
  getText?(): string;
}

const SUPERSCRIPTS = scripts('0123456789+−-()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ');
const SUBSCRIPTS = scripts('0123456789+−-()', '₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎');

function scripts(plain: string, raised: string): ReadonlyMap<string, string> {
  const to = [...raised];
  return new Map([...plain].map((character, index) => [character, to[index]!]));
}

/** Accents over a symbol as combining characters. */
const ACCENTS: Readonly<Record<string, string>> = {
  '~': '\u0303',
  '˜': '\u0303',
  '¯': '\u0304',
  '―': '\u0304',
  '–': '\u0304',
  '^': '\u0302',
  ˆ: '\u0302',
  '→': '\u20d7',
  '⃗': '\u20d7',
  '˙': '\u0307',
  '¨': '\u0308',
  ˇ: '\u030c',
};

/** Classes of TeX whose symbols have room on both sides: binary operators and relations. */
const BINARY = 2;
const RELATION = 3;
const SPACED = new Set([BINARY, RELATION]);

/** Function application, invisible times and the like. */
const INVISIBLE = /[\u2061-\u2064]/g;

/**
 * A formula as a line of Unicode: `m_{χ̃⁰₂}`, `√s`, `σ(ln μ)`. Scripts of digits and signs become raised and lowered
 * characters, others stay as TeX writes them.
 */
export function readableFormula(node: MathNode): string {
  return read(node).replace(/\s+/g, ' ').trim().normalize('NFC');
}

function read(node: MathNode | null | undefined): string {
  if (node === null || node === undefined) return '';
  const part = (index: number): string => read(node.childNodes[index]);
  const all = (): string =>
    node.childNodes.map((child, index) => (index === 0 ? readFirst(child) : read(child))).join('');
  switch (node.kind) {
    case 'text':
      return node.getText?.().replace(INVISIBLE, '') ?? '';
    case 'mo':
      return SPACED.has(node.texClass ?? -1) ? ` ${all()} ` : all();
    case 'mspace':
      return ' ';
    case 'mphantom':
    case 'annotation':
      return '';
    case 'msup':
      return part(0) + raised(part(1));
    case 'msub':
      return part(0) + lowered(part(1));
    case 'msubsup':
    case 'munderover':
      return part(0) + raised(part(2)) + lowered(part(1));
    case 'mover': {
      const accent = ACCENTS[part(1).trim()];
      return accent === undefined ? part(0) + raised(part(1)) : part(0) + accent;
    }
    case 'munder':
      return part(0) + lowered(part(1));
    case 'msqrt':
      return `√${grouped(all())}`;
    case 'mroot':
      return `${grouped(part(0))}^{1/${part(1)}}`;
    case 'mfrac':
      return `${grouped(part(0))}/${grouped(part(1))}`;
    default:
      return all();
  }
}

/** A sign that begins a row belongs to what follows it: ±1. */
function readFirst(node: MathNode | null): string {
  const text = read(node);
  return node?.kind === 'mo' && node.texClass === BINARY ? text.trim() : text;
}

const grouped = (text: string): string => (isOneSymbol(text) ? text : `(${text})`);

/** One letter with its accents, or a number. */
const isOneSymbol = (text: string): boolean => /^(?:\d+|.\p{M}*)$/u.test(text.trim());

/** Primes are raised as they are. */
function raised(text: string): string {
  const script = text.trim();
  return /^′+$/.test(script) ? script : (inCharacters(script, SUPERSCRIPTS) ?? `^${braced(script)}`);
}

function lowered(text: string): string {
  const script = text.trim();
  return inCharacters(script, SUBSCRIPTS) ?? `_${braced(script)}`;
}

const braced = (text: string): string => (isOneSymbol(text) ? text : `{${text}}`);

function inCharacters(text: string, characters: ReadonlyMap<string, string>): string | undefined {
  const found = [...text].map((character) => characters.get(character));
  return found.includes(undefined) ? undefined : found.join('');
}
