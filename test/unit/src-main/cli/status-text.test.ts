import { describe, expect, it } from 'vitest';
import { statusText } from '#main/cli/status-text.ts';
import type { CampaignStatus, IterationStatus } from '#shared/contract/iterations/status.ts';
import { NO_JUDGEMENT } from '../../src-shared/contract/iterations/no-judgement.ts';

const FIRST: IterationStatus = {
  iteration: 1,
  nLow: 500,
  nHigh: 40,
  createdAt: '2026-01-01T00:00:00.000Z',
  judgedBy: { quantities: ['exp'], fidelity: 'high' },
  ...NO_JUDGEMENT,
  volume: null,
  entropy: 0.0038172,
  entropyError: 0.00023,
  uncertain90: 0.0123,
  uncertain90Error: 0.0004,
  contours: {},
  parameters: { m_zp: { unit: 'GeV', sharpness: 17.96, sharpness90: 43.2 } },
  confusion: {},
  returned: [],
  crossings: [],
  calibration: {},
  taskUse: {},
};

const STATUS: CampaignStatus = {
  name: 'Dark Higgs',
  contour: ['exp'],
  iterations: [FIRST],
  stop: null,
  forecast: null,
  points: {
    low: { total: 500, test: 0, excluded: 0 },
    high: { total: 45, test: 5, excluded: 2 },
  },
  outside: [],
  batches: [],
  isStale: false,
  warnings: [],
};

describe('the status for a person', () => {
  it('rounds to what the errors leave, and leaves out columns that no iteration has', () => {
    expect(statusText(STATUS)).toBe(
      [
        'Dark Higgs: 45 high-fidelity, 500 low-fidelity points, 5 of them for testing, 2 left out',
        'iteration  low  high      entropy/nat  5 % < p < 95 %',
        '        1  500    40  0.0038 ± 0.0002          1.23 %',
        'Half of the contour (nine tenths) is known to ±18 GeV in m_zp (±43 GeV), each parameter by itself.',
        '',
        'There is no stop rule: give the campaign one (`stop` in campaign.yaml, `contourist edit`).',
        '',
      ].join('\n'),
    );
  });

  it('shows each of several contours under their mean', () => {
    const contours = { exp: { ...NO_JUDGEMENT, entropy: 0.003 }, obs: { ...NO_JUDGEMENT, entropy: 0.0046 } };
    const text = statusText({ ...STATUS, contour: ['exp', 'obs'], iterations: [{ ...FIRST, contours }] });
    expect(text).toMatch(/^ +1 +500 +40 +mean +0\.0038 ± 0\.0002 +1\.23 %$/m);
    expect(text).toMatch(/^ +exp +0\.00300 +-$/m);
    expect(text).toMatch(/^ +obs +0\.00460 +-$/m);
  });

  it('shows returned points, batches by state, the forecast and warnings', () => {
    const returned = [
      {
        batch: 3,
        quantity: 'exp' as const,
        count: 12,
        rightSide: 11 / 12,
        pullMean: -0.23,
        pullRms: null,
        y16: -0.062,
        y50: 0,
        y84: 0.03,
      },
    ];
    const text = statusText({
      ...STATUS,
      iterations: [{ ...FIRST, returned }],
      batches: [
        {
          batch: 3,
          iteration: null,
          method: 'sur',
          fidelity: 'high',
          requested: 12,
          states: { done: 11, failed: 1 },
        },
      ],
      forecast: { points: 40, low: 25, high: null },
      warnings: [{ code: 'stale', iteration: 3 }],
    });
    expect(text).toMatch(/^ +3 +exp +12 +92 % +-0\.23 +- +-0\.062 +0 +0\.030$/m);
    expect(text).toMatch(/^ +3 +- +sur +high +11 done, 1 failed$/m);
    expect(text).toContain(
      'If the trend goes on, about 40 more high-fidelity points will do (68 %: 25 or many more).\nwarning: limits, bounds or constraints have changed since iteration 3: fit again for its successor\n',
    );
  });
});
