import { expect, test } from 'vitest';
import { definitionOfFile } from '#shared/limit-files/definition-of-file.ts';
import { draftCampaign } from '#shared/limit-files/draft-campaign.ts';
import { errorOf } from '../formats/error-of.ts';
import { readTable } from '../formats/table-of-text.ts';

const drafted = (text: string) => draftCampaign(readTable(text, 'a.csv'), 'scan');

test('columns of numbers beside the limits are parameters, one with a single value is fixed', () => {
  const { definition, columns } = drafted(
    'id,$m_{med}$ [GEV],m_dm (GeV),ctau,gq,exp,exp_p1,obs,xsec_pb,status\n' +
      'p1,500,10,0.001,0.25,0.5,0.7,0.4,1,ok\np2,2500,800,100,0.25,2,3,1.9,1,ok\n',
  );
  expect(definition).toEqual({
    name: 'scan',
    parameters: [
      { name: 'm_med', label: 'm_{med}', unit: 'GeV', lower: 500, upper: 2500, scale: 'linear' },
      { name: 'm_dm', unit: 'GeV', lower: 10, upper: 800, scale: 'linear' },
      { name: 'ctau', lower: 0.001, upper: 100, scale: 'log' },
    ],
    fixed: { gq: 0.25 },
    constraints: [],
    quantities: ['obs', 'exp', 'exp_p1'],
    contour: ['exp'],
  });
  expect(columns).toMatchObject({ m_med: '$m_{med}$ [GEV]', m_dm: 'm_dm (GeV)', gq: 'gq' });
});

test('limits observed alone are sought as observed', () => {
  expect(drafted('m,obs\n1,2\n3,4\n').definition).toMatchObject({ quantities: ['obs'], contour: ['obs'] });
});

test('names that expressions or files have already are made different', () => {
  const { definition } = drafted('ln,constructor,exp\n1,2,3\n2,3,4\n');
  expect(definition.parameters.map(({ name }) => name)).toEqual(['ln_2', 'constructor_2']);
});

test('a table without parameters is refused', async () => {
  expect(await errorOf(Promise.resolve().then(() => drafted('exp,obs\n1,2\n')))).toMatchObject({
    code: 'draft.no_parameters',
  });
});

const fileOf = (text: string, name: string) => ({ name, bytes: new TextEncoder().encode(text) });

test('a file is a campaign by its keys, and limits otherwise', async () => {
  const campaign =
    'name: a\nparameters: [{ name: m, lower: 0, upper: 1 }]\nquantities: [exp]\ncontour: exp\n';
  expect(await definitionOfFile(fileOf(campaign, 'a.txt'))).toMatchObject({
    drafted: null,
    definition: { name: 'a' },
  });
  expect(await definitionOfFile(fileOf('m1,exp\n1,2\n3,4\n', 'scans/wino_v2.csv'))).toMatchObject({
    drafted: { m1: 'm1' },
    definition: { name: 'wino v2' },
  });
  // An unfinished campaign.yaml gets the errors of one.
  expect(await errorOf(definitionOfFile(fileOf('name: a\n', 'campaign.yaml')))).toMatchObject({
    code: expect.stringMatching(/^campaign\./),
  });
});
