import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { requestPack } from '#main/packs/request/request-pack.ts';
import { type Options, readOptions } from '#shared/domain/options.ts';
import { batchOf } from '../../../contract/batch-to-pack.ts';

const THETAS = [
  [1000, 0.1 + 0.2],
  [2500, 1e-7],
];

async function textsOf(given: Options, batch = batchOf(THETAS)): Promise<Map<string, string>> {
  const files = await requestPack.files(batch, readOptions('pack request', requestPack.options, given), {});
  return new Map(files.map(({ name, content }) => [name, String(content)]));
}

describe('the pack request', () => {
  it('fills job options that Python reads as they are meant, whatever parameters and campaign are called', async () => {
    const names = ['__proto__', 'say "no"\nimport os'];
    const texts = await textsOf({}, batchOf(THETAS, names, 'x\nimport os; os.abort()'));
    expect([...texts.keys()]).toEqual(['batch-3/mc.contourist.b3-001.py', 'batch-3/mc.contourist.b3-002.py']);
    const script = `
import json, sys, types
texts, seen = json.load(sys.stdin), []
for text in texts:
    scope = {"evgenConfig": types.SimpleNamespace(), "include": lambda name: None}
    exec(text, scope)
    seen.append([scope["parameters"], scope["evgenConfig"].description])
print(json.dumps(seen))`;
    const read = execFileSync('python3', ['-c', script], {
      input: JSON.stringify([...texts.values()]),
      encoding: 'utf8',
    });
    expect(JSON.parse(read)).toEqual([
      [
        JSON.parse('{"__proto__": 1000, "say \\"no\\"\\nimport os": 0.30000000000000004, "gq": 0.25}'),
        'Point b3-001',
      ],
      [JSON.parse('{"__proto__": 2500, "say \\"no\\"\\nimport os": 1e-7, "gq": 0.25}'), 'Point b3-002'],
    ]);
  });

  it('fills a card for MadGraph', async () => {
    const texts = await textsOf({ sample: 'madgraph' });
    expect(texts.get('batch-3/b3-002.mg5')).toContain(
      'launch b3-002\nset param_card m_zp 2500\nset param_card gx 1e-7\nset param_card gq 0.25\nset run_card nevents 10000\nset run_card iseed 2\ndone\n',
    );
  });

  it('fills one request for the whole batch', async () => {
    const texts = await textsOf({ sample: 'production-request' });
    expect([...texts.keys()]).toEqual(['batch-3/request.md']);
    expect(texts.get('batch-3/request.md')).toContain(
      '| id | m_zp [GeV] | gx [GeV] |\n|---|---|---|\n| b3-001 | 1000 | 0.30000000000000004 |\n| b3-002 | 2500 | 1e-7 |\n',
    );
  });

  it('takes a template of the user, with rounding where it asks for it', async () => {
    const texts = await textsOf({
      template: 'gx={{ gx | round: 2 }} of {{ points.size }}\n',
      file: '{{ id }}.card',
    });
    expect([...texts]).toEqual([
      ['batch-3/b3-001.card', 'gx=0.3 of 2\n'],
      ['batch-3/b3-002.card', 'gx=0 of 2\n'],
    ]);
  });

  it.each([
    ['{{ m_zq }}', /line 1, column 4: .*m_zq/],
    ['a\n{% for %}', /line 2/],
    ['{{ id | nothing }}', /nothing/],
    ['{{ "now" | date: "%s" }}', /date/],
    ['{% include "/etc/passwd" %}', /passwd/],
    ['{{ points.constructor }}', /constructor/],
    ['{% for i in (1..100000000) %}x{% endfor %}', /memory|limit/i],
  ])('refuses %s', async (template, message) => {
    await expect(textsOf({ template })).rejects.toMatchObject({
      code: 'pack.bad_template',
      message: expect.stringMatching(message),
    });
  });

  it('refuses names that points would share, or that are no names', async () => {
    await expect(textsOf({ file: '{{ batch }}.txt' })).rejects.toThrow(
      'b3-001 and b3-002 would share a file',
    );
    await expect(textsOf({ file: '../{{ id }}' })).rejects.toThrow('cannot be called "../b3-001"');
  });
});
