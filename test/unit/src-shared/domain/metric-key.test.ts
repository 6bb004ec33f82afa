import { describe, expect, it } from 'vitest';
import {
  contourKey,
  crossingExampleKey,
  crossingKey,
  readCrossingKey,
  readReturnedKey,
  returnedKey,
  taskUseKey,
} from '#shared/domain/metric-key.ts';

// The keys stand in campaign files: a change needs a migration.
describe('keys of metrics', () => {
  it('are written as campaign files of version 0.1.0 have them', () => {
    expect(contourKey({})).toBe('');
    expect(contourKey({ quantity: 'exp' })).toBe('exp');
    expect(contourKey({ parameter: 'm_zp' })).toBe('m_zp');
    expect(contourKey({ quantity: 'exp', parameter: 'm_zp' })).toBe('exp/m_zp');
    expect(returnedKey(3, 'exp')).toBe('b3/exp');
    expect(crossingKey({ lower: 'exp_m1', upper: 'exp' })).toBe('exp_m1>exp');
    expect(crossingExampleKey({ lower: 'exp_m1', upper: 'exp' }, 1, 'm_zp')).toBe('exp_m1>exp/1/m_zp');
    expect(taskUseKey('exp', 'own')).toBe('exp/own');
  });

  it('are read back', () => {
    expect(readReturnedKey(returnedKey(12, 'obs'))).toEqual({ batch: 12, quantity: 'obs' });
    expect(readCrossingKey('exp>exp_p1')).toEqual({ lower: 'exp', upper: 'exp_p1' });
  });

  it('are refused where they are none', () => {
    expect(() => readReturnedKey('exp')).toThrow();
    expect(() => readCrossingKey('exp')).toThrow();
  });
});
