import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { stopRuleSchema, stopRuleSubjects } from '#shared/domain/stop-metric.ts';
import { judgeStop, stopVerdictText } from '#shared/domain/stop-rule.ts';

const rule = stopRuleSchema.parse({ metric: 'entropy', below: 0.005, for: 2 });

describe('a stop rule', () => {
  it('is met when its metric was below for long enough', () => {
    const verdict = judgeStop(rule, [0.02, 0.0045, 0.0038]);
    expect(verdict).toEqual({
      metric: 'entropy',
      below: 0.005,
      for: 2,
      value: 0.0038,
      holds: 2,
      met: true,
    });
    expect(stopVerdictText(verdict)).toBe(
      'entropy 0.0038 is below 0.005 for 2 of 2 iterations: the contour is sharp enough by your rule.',
    );
  });

  it('has patience', () => {
    const verdict = judgeStop(rule, [0.0045, 0.02, 0.0038]);
    expect(verdict).toMatchObject({ holds: 1, met: false });
    expect(stopVerdictText(verdict)).toBe(
      'entropy 0.0038 is below 0.005 for 1 of 2 iterations: not yet sharp enough by your rule.',
    );
  });

  it('says how far it is', () => {
    expect(stopVerdictText(judgeStop(rule, [0.0123]))).toBe('entropy 0.012 is not below 0.005: not yet.');
  });

  it('shows on which side of the threshold a close value is', () => {
    expect(stopVerdictText(judgeStop(rule, [0.00499]))).toContain(
      'entropy 0.00499 is below 0.005 for 1 of 2',
    );
    expect(stopVerdictText(judgeStop(rule, [0.00501]))).toContain('entropy 0.0050 is not below 0.005');
  });

  it('holds nowhere where the metric is unknown', () => {
    expect(judgeStop(rule, [0.001, null])).toMatchObject({ holds: 0, met: false });
    expect(stopVerdictText(judgeStop(rule, []))).toBe(
      'entropy is not known for the latest iteration: not yet.',
    );
    expect(judgeStop(rule, [null, 0.001])).toMatchObject({ holds: 1 });
  });

  it('watches one parameter in its own unit', () => {
    const ofParameter = stopRuleSchema.parse({ metric: 'sharpness', of: 'm_zp', below: 20 });
    expect(stopVerdictText(judgeStop(ofParameter, [17.96]), 'GeV')).toBe(
      'sharpness of m_zp 18 GeV is below 20 GeV for 1 of 1 iteration: the contour is sharp enough by your rule.',
    );
    const campaign = { contour: ['exp', 'obs'], parameters: [{ name: 'm_zp' }] };
    expect(stopRuleSubjects('sharpness', campaign)).toEqual(['exp', 'obs', 'm_zp']);
    expect(stopRuleSubjects('entropy', campaign)).toEqual(['exp', 'obs']);
  });

  it('names something that the campaign has', () => {
    const campaign = (of: string) =>
      campaignDefinitionSchema.safeParse({
        name: 'test',
        parameters: [{ name: 'm_zp', lower: 500, upper: 5000 }],
        quantities: ['exp'],
        contour: 'exp',
        stop: { metric: 'sharpness', of, below: 20 },
      });
    expect(campaign('m_zp').success).toBe(true);
    expect(campaign('exp').success).toBe(true);
    expect(campaign('m_dm').error?.issues).toMatchObject([
      { path: ['stop', 'of'], message: 'There is no sharpness of "m_dm" to stop by.' },
    ]);
  });

  it('is met exactly when the last `for` values are below', () => {
    const values = fc.array(fc.option(fc.double({ min: 0, max: 0.01, noNaN: true })), { maxLength: 8 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 4 }), (history, patience) => {
        const latest = history.slice(-patience);
        const below = latest.length === patience && latest.every((value) => value !== null && value < 0.005);
        expect(judgeStop({ ...rule, for: patience }, history).met).toBe(below);
      }),
    );
  });
});
