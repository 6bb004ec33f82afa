import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import type { StopRule } from '#shared/domain/stop-metric.ts';
import { stopRuleSchema, stopRuleSubjects } from '#shared/domain/stop-metric.ts';
import { judgeStop as judge, missingTexts, stopVerdictText } from '#shared/domain/stop-rule.ts';

const EXP = { quantities: ['exp'], fidelity: 'high' } as const;
const NOTHING_MISSING = { missing: [], side: null };

/** Iterations that were all judged by the expected limit. */
const watched = (values: readonly (number | null)[]) =>
  values.map((value, i) => ({
    iteration: i + 1,
    value,
    judgedBy: { ...EXP, quantities: [...EXP.quantities] },
  }));

const judgeStop = (of: StopRule, values: readonly (number | null)[]) =>
  judge(of, watched(values), NOTHING_MISSING);

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
      missing: [],
      side: null,
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

describe('a verdict that lacks evidence', () => {
  const holding = watched([0.004, 0.003]);

  it('is not met, and does not say that anything is sharp', () => {
    const missing = [{ code: 'few-places', quantity: 'exp', places: 2, needed: 4 }] as const;
    const verdict = judge(rule, holding, { missing, side: null });
    expect(verdict).toMatchObject({ holds: 2, met: false, missing });
    expect(stopVerdictText(verdict)).toBe(
      'entropy 0.0030 is below 0.005 for 2 of 2 iterations, but the verdict lacks evidence.',
    );
    expect(missingTexts(verdict)).toEqual([
      'expected: high-fidelity limits at 2 places inside the space, at least 4 are needed',
    ]);
  });

  it('is about the whole space where all limits lie on one side', () => {
    const verdict = judge(rule, holding, { missing: [], side: 'allowed' });
    expect(verdict.met).toBe(true);
    expect(stopVerdictText(verdict)).toContain('by your rule the whole space is allowed');
    expect(stopVerdictText(verdict)).not.toContain('sharp');
  });

  it.each([
    ['quantities', { quantities: ['exp', 'obs'], fidelity: 'high' }],
    ['a fidelity', { quantities: ['exp'], fidelity: 'low' }],
  ] as const)('counts no iteration that was judged by other %s', (_, judgedBy) => {
    const [first, second] = holding;
    const before = { ...first!, judgedBy: { ...judgedBy, quantities: [...judgedBy.quantities] } };
    const verdict = judge(rule, [before, second!], NOTHING_MISSING);
    expect(verdict).toMatchObject({ holds: 1, met: false });
    expect(verdict.missing).toMatchObject([{ code: 'judged-otherwise', iteration: 1, now: EXP }]);
    // A third iteration judged as the second makes two in a row.
    expect(judge(rule, [before, second!, { ...second!, iteration: 3 }], NOTHING_MISSING).met).toBe(true);
  });

  it('counts other quantities as the same where the rule watches one that all have', () => {
    const [first, second] = holding;
    const both = { quantities: ['exp', 'obs'] as ('exp' | 'obs')[], fidelity: 'high' as const };
    const verdict = judge({ ...rule, of: 'exp' }, [{ ...first!, judgedBy: both }, second!], NOTHING_MISSING);
    expect(verdict.met).toBe(true);
  });
});
