import { expect, it } from 'vitest';
import { judgeTaskUse, taskUseAdvice } from '#shared/domain/task-use.ts';

it('keeps the fitted relation of the tasks where it predicts best, or as well as another', () => {
  const logDensity = { own: 7, alone: 5 };
  expect(judgeTaskUse('own', logDensity)).toEqual({ fitted: 'own', best: 'own', logDensity });
  expect(judgeTaskUse('none', { none: 7, alone: 7 })).toMatchObject({ best: 'none' });
  expect(judgeTaskUse('none', { own: 7, none: 7, alone: 5 })).toMatchObject({ best: 'none' });
});

it('names the option that wins', () => {
  const verdict = judgeTaskUse('own', { own: 4, none: 8, alone: 5 });
  expect(verdict).toMatchObject({ fitted: 'own', best: 'none' });
  expect(verdict && taskUseAdvice(verdict)).toBe(
    '--difference none predicts left-out limits better (ln density 8.000 against 4.000); fit with it',
  );
  expect(judgeTaskUse('none', { own: 1, none: 4, alone: 5 })?.best).toBe('alone');
});

it('has nothing to say without a comparison', () => {
  expect(judgeTaskUse('own', {})).toBeNull();
  expect(judgeTaskUse('own', { own: 3 })).toBeNull();
});
