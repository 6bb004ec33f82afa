import { describe, expect, it } from 'vitest';
import { hyperparameterRow } from '#renderer/features/surrogates/hyperparameter-meaning.ts';
import type { Hyperparameter } from '#shared/contract/surrogates/surrogates-methods.ts';

const base: Hyperparameter = {
  kind: 'length',
  told: null,
  coordinate: 'm_zp',
  fidelity: null,
  value: 0.11,
  physical: { kind: 'units', value: 530, unit: 'GeV' },
  position: 0.5,
  atBound: null,
};
const labelOf = (name: string) => (name === 'm_zp' ? "$m_{Z'}$" : name);
const row = (change: Partial<Hyperparameter>) => hyperparameterRow({ ...base, ...change }, labelOf);

describe('a hyperparameter in words', () => {
  it('gives a length its unit, and what it means for the trend', () => {
    expect(row({})).toEqual({
      name: "Length of $m_{Z'}$",
      value: '530\u00a0GeV',
      meaning: 'the trend holds over a ninth of the range',
    });
  });

  it.each([
    [0.02, 'bends within 2\u00a0% of the range: hardly smooth'],
    [0.26, 'the trend holds over a quarter of the range'],
    [0.5, 'the trend holds over half of the range'],
    [1.4, 'smooth over the whole range'],
    [20, 'nothing but the linear trend'],
  ])('says of a length of %s of the range: %s', (value, meaning) => {
    expect(row({ value }).meaning).toBe(meaning);
  });

  it('writes a length on a log scale as a factor, and one of an expression without unit', () => {
    expect(row({ physical: { kind: 'factor', value: 6.31, unit: null } }).value).toBe('factor 6.3');
    expect(row({ physical: { kind: 'units', value: 3.07, unit: null } }).value).toBe('3.1');
  });

  it('writes standard deviations of ln μ as what they do to μ', () => {
    expect(row({ kind: 'amplitude', coordinate: null, physical: null, value: 1.5 }).value).toBe(
      'factor 4.5 in $\\mu$',
    );
    const noise = { kind: 'noise', coordinate: null, physical: null, fidelity: 'high' } as const;
    expect(row({ ...noise, value: 0.03 }).value).toBe('3\u00a0% of $\\mu$');
    expect(row({ ...noise, value: 0.0001 }).value).toBe('below 0.1 % of $\\mu$');
    expect(row({ ...noise, value: 0.7 }).value).toBe('factor 2.0 in $\\mu$');
  });
});
