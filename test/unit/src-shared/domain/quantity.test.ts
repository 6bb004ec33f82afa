import { describe, expect, it } from 'vitest';
import { bandNeighbours, bandPairs, isOfBand, QUANTITIES } from '#shared/domain/quantity.ts';

describe('the order of the expected band', () => {
  it('is that of quantiles: −2σ, −1σ, median, +1σ, +2σ, of which every two are a pair', () => {
    expect(bandPairs()).toHaveLength(10);
    expect(bandPairs()[0]).toEqual({ lower: 'exp_m2', upper: 'exp_m1' });
    expect(bandPairs()).toContainEqual({ lower: 'exp_m1', upper: 'exp_p1' });
    expect(QUANTITIES.filter(isOfBand)).toHaveLength(5);
  });

  it('makes neighbours of those that are there, the observed limit passed over', () => {
    expect(bandNeighbours(['obs', 'exp_p1', 'exp', 'exp_m2'])).toEqual([
      { lower: 'exp_m2', upper: 'exp' },
      { lower: 'exp', upper: 'exp_p1' },
    ]);
    expect(bandNeighbours(['exp'])).toEqual([]);
  });
});
