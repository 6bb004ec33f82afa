// An artefact for tests: every point with its limits and what the surrogate says there.
import { z } from 'zod';
import type { Artefact } from '#main/publication/artefact.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';

const options = z.strictObject({
  withTestPoints: z.boolean().default(true).describe('test points as well'),
});

export const pointsArtefact: Artefact<z.output<typeof options>> = {
  id: 'points',
  title: 'Points',
  description: 'every point, its limits and its probability of exclusion',
  options,
  obstacles({ points, surrogate }) {
    if (surrogate === null) return [{ code: 'not_fitted' }];
    const count = points.filter(({ fidelity }) => fidelity === 'high').length;
    return [
      ...(surrogate.isStale ? [{ code: 'stale' as const, iteration: surrogate.iteration }] : []),
      ...(count < 2 ? [{ code: 'too_few_points' as const, kind: 'high' as const, count, wanted: 2 }] : []),
    ];
  },
  async build({ definition, points, surrogate }, { withTestPoints }, work) {
    const shown = points.filter(({ isTest }) => withTestPoints || !isTest);
    const names = definition.parameters.map(({ name }) => name);
    const probabilities: number[][] = shown.map(() => []);
    for (const [done, quantity] of (surrogate?.quantities ?? []).entries()) {
      work.signal?.throwIfAborted();
      const predictions = await surrogate?.predict(
        quantity,
        shown.map(({ theta }) => theta),
        work,
      );
      for (const [index, { pExcl }] of (predictions ?? []).entries()) probabilities[index]?.push(pExcl);
      work.onProgress?.((done + 1) / (surrogate?.quantities.length ?? 1));
    }
    const columns = [
      'id',
      ...names,
      ...definition.quantities.map((quantity) => `ln_mu_${quantity}`),
      ...(surrogate?.quantities ?? []).map((quantity) => `p_excl_${quantity}`),
    ];
    const rows = shown.map(({ id, theta, y }, index) => [
      id,
      ...theta,
      ...definition.quantities.map((quantity) => y[quantity] ?? null),
      ...(probabilities[index] ?? []),
    ]);
    return [{ name: 'points.csv', mediaType: 'text/csv', content: writeTable(columns, rows) }];
  },
};
