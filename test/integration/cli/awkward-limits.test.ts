import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contourist } from './contourist.ts';

const CAMPAIGN = `name: Awkward
parameters:
  - { name: a, lower: 0, upper: 1 }
  - { name: b, lower: 0, upper: 1 }
quantities: [exp]
contour: exp
`;

/** A 4 × 4 grid of limits. */
const grid = (limit: (a: number, b: number) => number) =>
  Array.from({ length: 16 }, (_, k) => [(k % 4) / 3, Math.floor(k / 4) / 3])
    .map(([a, b]) => `${a},${b},${limit(a, b)}`)
    .join('\n');

/** What a physicist may hand in by mistake or bad luck, and how many limits of it can be fitted. */
const CASES = [
  { name: 'all excluded', rows: grid((a, b) => 0.1 + 0.2 * a + 0.1 * b) },
  { name: 'none excluded', rows: grid((a, b) => 5 + a + b * b) },
  { name: 'all limits equal', rows: grid(() => 0.5) },
  {
    name: 'all points identical',
    rows: Array.from({ length: 5 }, (_, k) => `0.5,0.5,${0.8 + 0.1 * k}`).join('\n'),
  },
  { name: 'two points', rows: '0.2,0.2,0.5\n0.8,0.8,2' },
];

describe('limits that determine little', () => {
  let folder: string;
  const run = (...args: string[]) => contourist(folder, ...args);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'contourist-awkward-'));
    writeFileSync(join(folder, 'campaign.yaml'), CAMPAIGN);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(CASES)(
    '$name: fitted, proposed, sliced and judged without a number that is none',
    async ({ name, rows }) => {
      const file = `${name.replaceAll(' ', '-')}.contourist`;
      writeFileSync(join(folder, 'limits.csv'), `a,b,exp\n${rows}\n`);
      await run('new', file, '--from', 'campaign.yaml');
      await run('import', file, 'limits.csv');
      for (const command of [
        ['fit', file, '--json'],
        ['propose', file, '--size', '5', '--json'],
        ['slice', file, '--x', 'a', '--y', 'b', '--grid', '11', '--out', 'slice.json'],
        ['slice', file, '--x', 'a', '--y', 'b', '--grid', '11', '--out', 'slice.svg'],
        ['status', file, '--json'],
      ]) {
        const { code, stdout, stderr } = await run(...command);
        expect(stderr).not.toMatch(/error:/);
        expect(code, command.join(' ')).toBe(0);
        // JSON has no NaN: it would stand there as null, where numbers are promised.
        // Meant are those of an exact solver's certificate, of places without replicates, and of a noise that both
        // fidelities share.
        if (command[0] === 'fit') {
          expect(stdout.replaceAll(/"(certificate|fidelity|replicates)": null/g, '')).not.toMatch(/null/);
        }
        if (command[0] === 'propose') expect(JSON.parse(stdout).points).toHaveLength(5);
      }
      const { mean, sd, contours } = JSON.parse(readFileSync(join(folder, 'slice.json'), 'utf8')).quantities
        .exp;
      expect([...mean, ...sd].flat().every(Number.isFinite)).toBe(true);
      if (name === 'all excluded' || name === 'none excluded') expect(contours).toEqual([]);
      expect(readFileSync(join(folder, 'slice.svg'), 'utf8')).not.toMatch(/NaN|Infinity/);
    },
  );

  it('refuses to fit one point, and says what to do', async () => {
    writeFileSync(join(folder, 'one.csv'), 'a,b,exp\n0.5,0.5,1\n');
    await run('new', 'one.contourist', '--from', 'campaign.yaml');
    await run('import', 'one.contourist', 'one.csv');
    const { code, stderr } = await run('fit', 'one.contourist');
    expect(code).toBe(1);
    expect(stderr).toMatch(/One expected limit alone determines no surrogate/);
    expect(stderr).toMatch(/Import at least one more point/);
  });

  it('refuses to fit a campaign without limits, and a quantity that it does not have', async () => {
    await run('new', 'none.contourist', '--from', 'campaign.yaml');
    expect(await run('fit', 'none.contourist')).toMatchObject({ code: 1 });
    const { code, stderr } = await run('fit', 'one.contourist', '--quantities', 'obs');
    expect(code).toBe(1);
    expect(stderr).toMatch(/no quantity obs/);
  });

  it('takes a wrong option for what it is', async () => {
    for (const args of [
      ['fit', 'one.contourist', '--kernel', 'cubic'],
      ['fit', 'one.contourist', '--quantities', 'exq'],
      ['propose', 'one.contourist', '--size', '0'],
      ['propose', 'one.contourist', '--size', '5', '--seed', '-1'],
      ['propose', 'one.contourist'],
      ['frobnicate'],
    ]) {
      expect((await run(...args)).code, args.join(' ')).toBe(2);
    }
  });
});
