import { expect, it } from 'vitest';
import { fitModel, fitTogether } from '#main/fitting/fit-model.ts';
import { joined } from '#main/fitting/fitted-together.ts';
import { entriesOf } from '#main/fitting/gaussian-process/parametrisation.ts';
import { createTrainingSet } from '#main/fitting/gaussian-process/training-set.ts';
import { fitReports, type ProcessFit } from '#main/surrogates/gaussian-process/fit-report.ts';
import { type FitSettings, fitSettings } from '#shared/domain/fit-settings.ts';
import { fitWarningText } from '#shared/domain/fit-warning.ts';

const points = (count: number, scale: number) => {
  const u = Float64Array.from({ length: count }, (_, i) => (0.618 * i) % 1);
  return createTrainingSet(1, { high: { u, y: u.map((value) => scale * Math.sin(5 * value)) } });
};

/** Two pairs of quantities, each at points of its own, and one by itself. */
async function fitsWith(choice: FitSettings['hyperparameters']): Promise<ProcessFit[]> {
  const settings = fitSettings({ engine: 'portable', hyperparameters: choice });
  const options = { randomStarts: 0 };
  const first = await fitTogether(joined([points(9, 1), points(9, 1.2)]), settings, options);
  const second = await fitTogether(joined([points(12, 1.1), points(12, 0.9)]), settings, options);
  const alone = await fitModel(points(7, 1), settings, options);
  const names = ['exp', 'obs', 'exp_p1', 'exp_m1', 'exp_p2'] as const;
  return [...first, ...second, alone].map((model, i) => ({ quantity: names[i], settings, model }));
}

it('reports say with which quantities each has its hyperparameters in common', async () => {
  const reports = fitReports(await fitsWith('shared'), ['m']);
  expect(reports.map(({ together }) => together.join(' '))).toEqual([
    'exp obs',
    'exp obs',
    'exp_p1 exp_m1',
    'exp_p1 exp_m1',
    'exp_p2',
  ]);
  expect(reports.map(({ warnings }) => warnings.filter(({ code }) => code === 'not-shared'))).toEqual([
    [{ code: 'not-shared', with: ['obs'], notWith: ['exp_p1', 'exp_m1', 'exp_p2'] }],
    [{ code: 'not-shared', with: ['exp'], notWith: ['exp_p1', 'exp_m1', 'exp_p2'] }],
    [{ code: 'not-shared', with: ['exp_m1'], notWith: ['exp', 'obs', 'exp_p2'] }],
    [{ code: 'not-shared', with: ['exp_p1'], notWith: ['exp', 'obs', 'exp_p2'] }],
    [{ code: 'not-shared', with: [], notWith: ['exp', 'obs', 'exp_p1', 'exp_m1'] }],
  ]);
  const [first, , , , last] = reports.map(({ warnings }) => warnings.map(fitWarningText).join());
  expect(first).toContain(
    'Its hyperparameters are shared with observed, not with expected +1σ, expected −1σ, expected +2σ:',
  );
  expect(last).toContain('shared with no other quantity, not with expected, observed');
});

it('reports say nothing of it where nobody asked', async () => {
  const reports = fitReports(await fitsWith('per-quantity'), ['m']);
  expect(reports.flatMap(({ warnings }) => warnings.map(({ code }) => code))).not.toContain('not-shared');
});

it('reports name every hyperparameter at its bound in words', async () => {
  const [fit] = await fitsWith('per-quantity');
  for (const relation of ['one', 'icm', 'difference'] as const) {
    const structure = { ...fit.model.structure, relation };
    const atBounds = entriesOf(structure).map(({ name }) => ({ name, side: 'lower' as const }));
    const [{ warnings }] = fitReports([{ ...fit, model: { ...fit.model, structure, atBounds } }], ['m']);
    expect(warnings).toHaveLength(atBounds.length);
    expect(warnings.map(fitWarningText).join('\n')).not.toMatch(/\bln |L\d|kappa|rho|variance/);
  }
});
