import type { Check, ReadFile } from './check.ts';
import { findDifferingRows } from './differing-rows.ts';
import type { Finding } from './finding.ts';
import { findMisnamedLimits } from './misnamed-limits.ts';
import { findOddValues } from './odd-values.ts';
import { findParameterUnits } from './parameter-units.ts';
import { findWrongUnits } from './units.ts';

/** Every check of a file, in the order that their findings are shown. */
const CHECKS: readonly Check[] = [
  findDifferingRows,
  findMisnamedLimits,
  findWrongUnits,
  findOddValues,
  findParameterUnits,
];

/** What is wrong with a file as it is read, those that refuse it first. */
export function findInFile(file: ReadFile): Finding[] {
  const found = CHECKS.flatMap((check) => check(file));
  return [...found.filter(refuses), ...found.filter((finding) => !refuses(finding))];
}

const refuses = ({ severity }: Finding): boolean => severity === 'refuse';

/** The findings that stop an import: numbers would be wrong, and nobody has confirmed them. */
export function unconfirmed(findings: readonly Finding[], confirmed: readonly string[] = []): Finding[] {
  return findings.filter((finding) => refuses(finding) && !confirmed.includes(finding.subject.code));
}
