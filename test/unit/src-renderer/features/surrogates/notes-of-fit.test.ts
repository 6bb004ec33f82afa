import { describe, expect, it, vi } from 'vitest';
import { notesOfFit } from '#renderer/features/surrogates/notes-of-fit.ts';
import type {
  DiagnosisReport,
  FittedQuantityReport,
} from '#shared/contract/surrogates/surrogates-methods.ts';
import { fitSettings } from '#shared/domain/fit-settings.ts';
import type { FitWarning } from '#shared/domain/fit-warning.ts';

const fitted = (warnings: FitWarning[]) =>
  ({ report: { warnings }, settings: fitSettings() }) as unknown as FittedQuantityReport;

function diagnosis(pulls: readonly number[], taskUse: DiagnosisReport['taskUse'] = null): DiagnosisReport {
  const zeros = pulls.map(() => 0);
  return {
    quantity: 'exp',
    iteration: 1,
    surrogate: {
      tag: 'gaussian-process',
      name: 'Gaussian process',
      gives: { lnMu: true, conditioning: true, leaveOneOut: true },
    },
    leftOut: {
      pointId: pulls.map((_, i) => i),
      y: [...pulls],
      pExcl: pulls.map(() => 0.5),
      lnMu: { mean: zeros, sd: pulls.map(() => 1) },
      fidelity: 'high',
    },
    test: null,
    fidelities: null,
    effects: [],
    taskUse,
  };
}

const actions = { suggestCoordinates: vi.fn(), fitWith: vi.fn() };

describe('notes on a fit', () => {
  it('are none where there is nothing to say', () => {
    expect(notesOfFit(fitted([]), diagnosis([0.5, -1, 2.2]), actions)).toEqual([]);
  });

  it('say what pulls mean that are not those of an honest model, of test points and left-out limits', () => {
    const biased = diagnosis(Array.from({ length: 40 }, () => 0.8));
    const wide = diagnosis(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 2 : -2)));
    const notes = notesOfFit(fitted([]), { ...wide, test: biased.leftOut }, actions);
    // 0.8 √40 = 5.1σ of the mean; χ²/n = 4 for n = 40.
    expect(notes.map(({ title }) => title)).toEqual([
      'Of test points the pulls are biased.',
      'Of left-out limits the pulls are too wide.',
    ]);
    expect(notes[1]?.text).toContain('σ is too small by about that factor');
  });

  it('count the surprises that chance does not explain', () => {
    const pulls = [...Array.from({ length: 186 }, (_, i) => (i % 2 === 0 ? 0.85 : -0.85)), 3.4, -3.9, 4.6, 5];
    expect(notesOfFit(fitted([]), diagnosis(pulls), actions)).toMatchObject([
      { text: '4 of 190 points lie beyond 3σ when left out; fewer than 1 is expected.' },
    ]);
  });

  it('offer to fit without a low fidelity that misleads', () => {
    const taskUse = { fitted: 'own', best: 'alone', logDensity: { own: -30, alone: -10 } } as const;
    const [note] = notesOfFit(fitted([]), diagnosis([0], taskUse), actions);
    expect(note?.title).toBe('The low fidelity misleads.');
    note?.action?.run();
    expect(actions.fitWith).toHaveBeenCalledWith(expect.objectContaining({ low: 'ignore' }));
  });

  it('put the warnings of the fit into a title and a sentence', () => {
    const warning: FitWarning = { code: 'length-at-bound', coordinate: 'm_dm', side: 'lower' };
    const [note] = notesOfFit(fitted([warning]), undefined, actions);
    expect(note).toMatchObject({
      title: 'The length of m_dm is at its lower bound.',
      text: 'Neighbouring points tell nothing of each other.',
      action: { label: 'Suggest coordinates' },
    });
  });
});
