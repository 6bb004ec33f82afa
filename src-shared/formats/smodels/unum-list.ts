import { ContouristError } from '#shared/domain/contourist-error.ts';

/** A number with its unit ('' for none), or a list or a pair of such. */
export type UnumValue = { readonly value: number; readonly unit: string } | readonly UnumValue[];

const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const UNIT = /\s*\*\s*([A-Za-z]+)/y;
/** Lists within an entry. */
const MAX_DEPTH = 12;

/**
 * Reads a Python list of entries with units as unum writes them: `[[[55.0*GeV,0.0],1.2E+03*pb], …]`. It takes time in
 * proportion to the text.
 *
 * @param from where the list begins
 * @returns the entries of the outer list, with the line on which each begins
 * @throws ContouristError `smodels.syntax` with line and column
 */
export function parseUnumList(
  text: string,
  from: number,
  fileName: string,
): { readonly value: UnumValue; readonly line: number }[] {
  let at = from;
  let line = 1;
  for (let index = text.indexOf('\n'); index !== -1 && index < from; index = text.indexOf('\n', index + 1))
    line++;
  let lineStart = text.lastIndexOf('\n', from - 1) + 1;

  const fail = (wanted: string): never => {
    const found = at < text.length ? `"${text[at]}"` : 'the end of the file';
    throw new ContouristError('smodels.syntax', `${fileName} has ${found} where ${wanted} is wanted.`, {
      position: { file: fileName, line, column: at - lineStart + 1 },
      hint: 'A list is [[[M1*GeV, M2*GeV], number*pb], …].',
    });
  };
  const skipSpace = () => {
    for (; at < text.length && /\s/.test(text[at]!); at++) {
      if (text[at] === '\n') {
        line++;
        lineStart = at + 1;
      }
    }
  };
  const value = (depth: number): UnumValue => {
    if (depth > MAX_DEPTH) fail('a mass or a limit');
    if (text[at] === '[' || text[at] === '(') return list(depth, (entry) => entry);
    NUMBER.lastIndex = at;
    const number = NUMBER.exec(text)?.[0];
    if (number === undefined) return fail('a number or a list');
    at += number.length;
    UNIT.lastIndex = at;
    const unit = UNIT.exec(text);
    if (unit !== null) at += unit[0].length;
    return { value: Number(number), unit: unit?.[1] ?? '' };
  };
  const list = <T>(depth: number, keep: (entry: UnumValue, line: number) => T): T[] => {
    const close = text[at] === '(' ? ')' : ']';
    if (text[at] !== '[' && text[at] !== '(') fail('a list');
    at++;
    const entries: T[] = [];
    for (;;) {
      skipSpace();
      if (text[at] === close) break;
      const startLine = line;
      entries.push(keep(value(depth + 1), startLine));
      skipSpace();
      if (text[at] === ',') at++;
      else if (text[at] !== close) fail(`a comma or ${close}`);
    }
    at++;
    return entries;
  };
  skipSpace();
  return list(0, (entry, startLine) => ({ value: entry, line: startLine }));
}
