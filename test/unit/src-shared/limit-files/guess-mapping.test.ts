import { describe, expect, test } from 'vitest';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { guessMapping } from '#shared/limit-files/guess-mapping.ts';
import { readTable } from '../formats/table-of-text.ts';

const DEFINITION = campaignDefinitionSchema.parse({
  name: 'Scan',
  parameters: [
    { name: 'm_nlsp', lower: 0, upper: 1 },
    { name: 'm_lsp', lower: 0, upper: 1 },
  ],
  fixed: { gq: 0.25 },
  quantities: ['obs', 'exp', 'exp_p1', 'exp_m1', 'exp_p2', 'exp_m2'],
  contour: 'obs',
});

const guess = (text: string) => guessMapping(readTable(text, 'limits.csv'), DEFINITION);

/** Headers of published tables and of the field's tools. */
const HEADERS: readonly [string, Record<string, string>][] = [
  [
    'm_nlsp,m_lsp,mu_obs,mu_exp,mu_exp_m2s,mu_exp_m1s,mu_exp_p1s,mu_exp_p2s',
    {
      obs: 'mu_obs',
      exp: 'mu_exp',
      exp_p1: 'mu_exp_p1s',
      exp_m1: 'mu_exp_m1s',
      exp_p2: 'mu_exp_p2s',
      exp_m2: 'mu_exp_m2s',
    },
  ],
  [
    'mnlsp;MLSP;Observed;Expected;Expected+1sigma;Expected-1sigma',
    { obs: 'Observed', exp: 'Expected', exp_p1: 'Expected+1sigma', exp_m1: 'Expected-1sigma' },
  ],
  ['m_nlsp,m_lsp,exp_alternative_fit,exp,obs_err', { exp: 'exp' }],
  ['m_nlsp,m_lsp,n_events,cls_exp,status', {}],
];

describe('the guess', () => {
  test.each(HEADERS)('of the columns %s', (header, quantities) => {
    const cells = header.split(/[,;]/).map(() => '1');
    const mapping = guess(`${header}\n${cells.join(header.includes(';') ? ';' : ',')}\n`);
    expect(mapping.quantities).toEqual(quantities);
    expect(Object.keys(mapping.parameters)).toEqual(['m_nlsp', 'm_lsp']);
    expect(mapping.limit).toEqual({ kind: 'mu' });
  });

  test('takes cross sections for limits on them only where the theory is there too', () => {
    expect(guess('m_nlsp,m_lsp,ul_obs_fb,xsec_pb\n1,1,1,1\n').limit).toEqual({
      kind: 'sigma',
      unit: 'fb',
      theory: { column: 'xsec_pb', unit: 'pb' },
    });
    expect(guess('m_nlsp,m_lsp,ul_obs_fb\n1,1,1\n').limit).toEqual({ kind: 'mu' });
    expect(guess('m_nlsp,m_lsp,ln_mu_obs\n1,1,-2\n').limit).toEqual({ kind: 'ln_mu' });
  });

  test('keeps failed fits aside where there are some, and takes a fixed parameter along', () => {
    const mapping = guess('m_nlsp,m_lsp,g_q,obs\n1,1,0.25,1e30\n');
    expect(mapping).toMatchObject({ accept: [1e-6, 1e4], parameters: { gq: 'g_q' } });
    expect(guess('m_nlsp,m_lsp,obs\n1,1,9999\n').accept).toBeUndefined();
  });
});
