// The steering step of a loop that runs elsewhere, with the sample of a dark photon: its limit is a closed form.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contourist } from './contourist.ts';

const SAMPLE = fileURLToPath(new URL('../../../resources/steering-loop', import.meta.url));
const space: unknown = JSON.parse(readFileSync(join(SAMPLE, 'search-space.json'), 'utf8'));
const answerSchema = z.array(z.strictObject({ m_zd: z.number(), eps: z.number() }));
type Place = z.infer<typeof answerSchema>[number];

/** The loss of evaluate.py: 0.4 exp(((m − 38)/22)²) fb over 4·10⁸ ε²/m² fb. */
const lossAt = ({ m_zd, eps }: Place) =>
  (0.4 * Math.exp(((m_zd - 38) / 22) ** 2)) / ((4e8 * eps ** 2) / m_zd ** 2);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-suggest-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function suggest(request: unknown, ...args: string[]) {
  writeFileSync(join(folder, 'in.json'), typeof request === 'string' ? request : JSON.stringify(request));
  return contourist(folder, 'suggest', 'in.json', ...args);
}

async function placesOf(
  points: readonly (readonly [Place, number | null])[],
  ...args: string[]
): Promise<Place[]> {
  const { code, stdout, stderr } = await suggest({ points, opt_space: space }, ...args);
  expect(stderr).not.toMatch(/error:/);
  expect(code).toBe(0);
  return answerSchema.parse(JSON.parse(stdout));
}

describe('contourist suggest', () => {
  it('finds the contour in 7 random points and 23 by probability of improvement', async () => {
    const points: [Place, number][] = [];
    for (const [size, method] of [
      [7, 'random'],
      [8, 'improvement'],
      [8, 'improvement'],
      [8, 'improvement'],
    ] as const) {
      const args = ['--size', String(size), '--method', method, '--max-points', '30'];
      for (const place of await placesOf(points, ...args)) points.push([place, lossAt(place)]);
    }
    // The last iteration may give 7 alone, and the loop ends.
    expect(points).toHaveLength(30);
    expect(await placesOf(points, '--size', '8', '--max-points', '30')).toEqual([]);
    const distances = points.map(([, loss]) => Math.abs(Math.log(loss)));
    const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    // Random points over a range of e¹⁶ in the loss lie at 4 on average; 0.1 is 5 % in ε.
    expect(meanOf(distances.slice(0, 7))).toBeGreaterThan(2);
    expect(meanOf(distances.slice(23))).toBeLessThan(0.1);
  });

  it('answers a request in the same way again, and asks for no point that is out or has failed', async () => {
    const known = [
      [{ m_zd: 20, eps: 0.0004 }, 4.5],
      [{ m_zd: 30, eps: 0.003 }, 0.1],
      [{ m_zd: 50, eps: 0.0006 }, 9],
      [{ m_zd: 45, eps: 0.01 }, 0.02],
    ] as const;
    const asked = await placesOf(known, '--size', '3');
    expect(await placesOf(known, '--size', '3')).toEqual(asked);
    const open = asked.map((place, index) => [place, index === 0 ? -1 : null] as const);
    const { stderr, stdout } = await suggest(
      { points: [...known, ...open], opt_space: space },
      '--size',
      '3',
    );
    expect(stderr).toContain('of those given 4 fitted, 2 still out, 1 failed');
    const next = answerSchema.parse(JSON.parse(stdout));
    for (const place of next) expect(asked).not.toContainEqual(place);
  });

  it('takes the space of a campaign, and writes its answer to a file', async () => {
    writeFileSync(
      join(folder, 'campaign.yaml'),
      'name: x\nparameters:\n  - { name: a, lower: 0, upper: 10, step: 1 }\n  - { name: b, lower: 0, upper: 10, step: 1 }\nconstraints: ["b < a"]\nquantities: [obs]\ncontour: obs\n',
    );
    const args = ['--space', 'campaign.yaml', '--size', '4', '--output', 'out.json', '--loss', 'ln_mu'];
    const points = [
      [{ a: 9, b: 1 }, -1.2],
      [{ a: 5, b: 2 }, 0.4],
      [{ a: 8, b: 7 }, Number.NaN],
    ];
    // Python writes NaN, JSON.stringify null.
    const request = JSON.stringify({ points }).replace('7},null', '7},NaN');
    const { stdout, stderr } = await suggest(request, ...args);
    expect(stdout).toBe('');
    expect(stderr).toContain('2 fitted, 1 failed');
    const answer = z
      .array(z.strictObject({ a: z.int(), b: z.int() }))
      .parse(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')));
    expect(answer).toHaveLength(4);
    for (const { a, b } of answer) expect(b).toBeLessThan(a);
  });

  it.each([
    ['[]', /no object with a list "points"/],
    ['{"points": [[{"m_zd": 20}, "1.4"]]}', /loss of points\[0\]/],
    ['{"points": [[{"m_zd": "20"}, 1.4]]}', /no number under "m_zd"/],
    ['{"points": [[{"m_zd": 20}, 1]], "points": []}', /points/],
    ['{"points": []}', /no search space/],
    ['{"points": [], "opt_space": {"m_zd": {"method": "normal"}}}', /nothing usable of "m_zd"/],
    [
      '{"points": [[{"m_zd": 20, "gx": 1}, 1]], "opt_space": {"m_zd": {"method": "uniform", "dimension": {"low": 15, "high": 55}}}}',
      /points\[0\] has "gx"/,
    ],
    ['{"points": [', /in\.json/],
  ])('refuses %s', async (request, message) => {
    const { code, stdout, stderr } = await suggest(request, '--size', '2');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });

  it('has an evaluation step with the same limit', () => {
    writeFileSync(join(folder, 'input.json'), '{"m_zd": 20.5, "eps": 0.0013}');
    execFileSync('python3', [join(SAMPLE, 'evaluate.py'), 'input.json', 'output.json'], { cwd: folder });
    const { loss } = JSON.parse(readFileSync(join(folder, 'output.json'), 'utf8'));
    // The same closed form in another order of operations.
    expect(loss).toBeCloseTo(lossAt({ m_zd: 20.5, eps: 0.0013 }), 12);
  });
});
