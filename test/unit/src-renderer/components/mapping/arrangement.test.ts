import { expect, test } from 'vitest';
import { arrangementTexts, givenRoleOf } from '#renderer/components/mapping/arrangement.ts';
import type { MappingDraft } from '#renderer/components/mapping/mapping-draft.ts';

const REST: MappingDraft['rest'] = {
  where: { region: ['SRA', 'SRB'] },
  pivot: { column: 'quantileExpected', limit: 'limit', values: { '0.5': 'exp', '-1': 'obs' } },
  scale: { m_zp: 1000 },
};

test('how rows are selected and put together is said, so that a guess is never silent', () => {
  const texts = arrangementTexts(REST);
  expect(texts[0]).toBe('Only rows with region = SRA or SRB are read.');
  expect(texts[1]).toMatch(/limit is read by quantileExpected, .*0\.5 as the expected limit/);
  expect(texts[1]).toMatch(/-1 as the observed limit/);
  expect(texts[2]).toBe('m_zp is multiplied by 1000.');
  expect(arrangementTexts({})).toEqual([]);
});

test('columns of a pivot have their roles already, and names of every object are no result columns', () => {
  const draft = { brings: 'results', rest: REST } as unknown as MappingDraft;
  expect(givenRoleOf(draft, 'limit')).toBe('limits');
  expect(givenRoleOf(draft, 'quantileExpected')).toBe('says which limit');
  expect(givenRoleOf(draft, 'id')).not.toBeNull();
  expect(givenRoleOf(draft, 'constructor')).toBeNull();
});
