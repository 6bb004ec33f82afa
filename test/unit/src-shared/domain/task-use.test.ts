import { expect, it } from 'vitest';
import { judgeTaskUse } from '#shared/domain/task-use.ts';

it('keeps the fitted relation of the tasks where it foretells best', () => {
  expect(judgeTaskUse('own', { own: 7, alone: 5 })).toEqual({ fitted: 'own', best: 'own', advice: null });
  expect(judgeTaskUse('none', { none: 7, alone: 7 })).toMatchObject({ best: 'none', advice: null });
});

it('names the option that wins', () => {
  expect(judgeTaskUse('own', { own: 4, none: 8, alone: 5 })).toEqual({
    fitted: 'own',
    best: 'none',
    advice:
      '--difference none foretells left-out limits better (ln density 8.000 against 4.000); fit with it',
  });
  expect(judgeTaskUse('none', { own: 1, none: 4, alone: 5 })?.best).toBe('alone');
});

it('has nothing to say without a comparison', () => {
  expect(judgeTaskUse('own', {})).toBeNull();
  expect(judgeTaskUse('own', { own: 3 })).toBeNull();
});
