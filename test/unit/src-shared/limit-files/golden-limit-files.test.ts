import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import type { Fidelity } from '#shared/domain/fidelity.ts';
import { createSpace } from '#shared/domain/space.ts';
import { describeReason, describeRemark } from '#shared/limit-files/describe-reason.ts';
import type { LimitRow } from '#shared/limit-files/limit-row.ts';
import { defaultMapping, parseMapping } from '#shared/limit-files/parse-mapping.ts';
import { type LimitFileReading, readLimits } from '#shared/limit-files/read-limits.ts';
import type { RejectedCell, Remark } from '#shared/limit-files/reasons.ts';
import { readTable } from '../formats/table-of-text.ts';

// Golden siblings: NAME.csv beside NAME.expected.json, written by generate.py in that folder.
const FOLDER = new URL('../../../fixtures/limit-files/', import.meta.url);

interface ExpectedLimit {
  y: number;
  knownVariance: number | null;
  isClipped: boolean;
  relativeTheoryError: number | null;
}

type PlainCell = Pick<RejectedCell, 'line' | 'column' | 'value'> & { reason: string };

interface ExpectedRow {
  line: number;
  theta: number[];
  outside: boolean;
  limits: Record<string, ExpectedLimit>;
  problems: PlainCell[];
}

interface Expected {
  fidelity: Fidelity;
  rows: ExpectedRow[];
  rejected: PlainCell[];
  /** Codes; left out where there are none. */
  findings?: string[];
  warnings: string[];
  suggestions: string[];
}

const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const space = createSpace(parseCampaignYaml(read('campaign.yaml'), 'campaign.yaml'));

const cases = readdirSync(FOLDER)
  .filter((name) => /\.(csv|tsv|json)$/.test(name) && !/\.(theory\.csv|expected\.json)$/.test(name))
  .map((name) => ({ name, stem: name.replace(/\.[a-z]+$/, '') }));

function readCase(name: string, stem: string, lineEnding: string): LimitFileReading {
  const withEnding = (file: string) => read(file).replaceAll('\n', lineEnding);
  const [mappingName, theoryName] = [`${stem}.mapping.yaml`, `${stem}.theory.csv`];
  const has = (file: string) => existsSync(new URL(file, FOLDER));
  const mapping = has(mappingName) ? parseMapping(withEnding(mappingName), mappingName) : defaultMapping();
  const theory = has(theoryName) ? { theoryTable: readTable(withEnding(theoryName), theoryName) } : {};
  return readLimits(readTable(withEnding(name), name), mapping, space, theory);
}

const withoutText = ({ line, column, value, reason }: RejectedCell): PlainCell => ({
  line,
  column,
  value,
  reason: describeReason(reason),
});

const sentences = (remarks: readonly Remark[]) => remarks.map((remark) => describeRemark(remark, 'terminal'));

const plainRow = (row: LimitRow): ExpectedRow => ({
  line: row.line,
  theta: [...(row.theta ?? [])],
  outside: row.outside !== null,
  limits: Object.fromEntries(row.limits.map(({ quantity, ...limit }) => [quantity, limit])),
  problems: row.problems.map(withoutText),
});

describe.each([
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
])('with lines ending in %s', (_, lineEnding) => {
  test.each(cases)('$name is read as its expected.json says', ({ name, stem }) => {
    const expected = JSON.parse(read(`${stem}.expected.json`)) as Expected;
    const reading = readCase(name, stem, lineEnding);

    const rows = reading.rows.map(plainRow);
    expect(rows.map(({ limits: _, ...row }) => row)).toEqual(
      expected.rows.map(({ limits: _, ...row }) => row),
    );
    for (const [index, row] of rows.entries()) compareLimits(row, expected.rows[index]);
    expect(reading.rejected.map(withoutText)).toEqual(expected.rejected);
    expect(reading.findings.map(({ subject }) => subject.code)).toEqual(expected.findings ?? []);
    expect(sentences(reading.warnings)).toEqual(expected.warnings);
    expect(sentences(reading.suggestions)).toEqual(expected.suggestions);
    expect(reading.fidelity).toBe(expected.fidelity);
    for (const { rowText } of reading.rejected) expect(rowText).not.toBe('');
  });
});

/** ln μ to 1e-14 relative (1e-15 near 0): the reference divides and takes logarithms in another order and libm. */
function compareLimits(row: ExpectedRow, expected: ExpectedRow | undefined): void {
  expect(Object.keys(row.limits).sort()).toEqual(Object.keys(expected?.limits ?? {}).sort());
  for (const [quantity, limit] of Object.entries(row.limits)) {
    const wanted = expected?.limits[quantity];
    const close = (value: number | null, reference: number | null | undefined) =>
      value === null || typeof reference !== 'number'
        ? value === reference
        : Math.abs(value - reference) <= 1e-14 * Math.abs(reference) + 1e-15;
    const where = `line ${row.line}, ${quantity}`;
    expect(close(limit.y, wanted?.y), `${where}: ln μ ${limit.y} for ${wanted?.y}`).toBe(true);
    expect(
      close(limit.knownVariance, wanted?.knownVariance),
      `${where}: variance ${limit.knownVariance}`,
    ).toBe(true);
    expect(close(limit.relativeTheoryError, wanted?.relativeTheoryError), `${where}: theory error`).toBe(
      true,
    );
    expect(limit.isClipped, where).toBe(wanted?.isClipped);
  }
}
